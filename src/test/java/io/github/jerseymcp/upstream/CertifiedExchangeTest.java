package io.github.jerseymcp.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.client.tls.TlsPolicy;
import io.github.jerseymcp.testsupport.LogFile;
import io.github.jerseymcp.testsupport.cert.TestAuthority;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exchanges and calls of a server that shows a certificate (RFC 8705), and to whom it does. */
class CertifiedExchangeTest {

  private static TestAuthority authority;
  private static TestAuthority.Identity own;
  private static TlsPolicy tls;
  private Desk desk;

  @BeforeAll
  static void certify() throws Exception {
    authority = new TestAuthority("authority");
    own = authority.issue("notes-server");
    tls = TlsPolicy.trusting(authority.trusting()).withCertificate(authority.context(own));
  }

  @BeforeEach
  void start() throws Exception {
    var served = authority.context(authority.issue("localhost"));
    desk = new Desk(new TestUpstream(new TestUpstream.Tls(served, served, served)));
    offers("tls_client_auth");
  }

  @AfterEach
  void stop() {
    desk.close();
  }

  private void offers(String method) {
    desk.upstream.metadata = document -> aliased(document, method);
  }

  private Map<String, Object> aliased(Map<String, Object> document, String method) {
    document.put("token_endpoint_auth_methods_supported", List.of("client_secret_basic", method));
    document.put(
        "mtls_endpoint_aliases", Map.of("token_endpoint", desk.upstream.aliases() + "/token"));
    return document;
  }

  private UpstreamTokensBuilder builder() {
    return desk.builder()
        .clientWithCertificate("notes-server")
        .tls(tls)
        .endpointOrigins(desk.upstream.aliases());
  }

  private void calling(UpstreamTokens tokens) {
    desk.work = (caller, request) -> desk.call(tokens, caller);
  }

  private TestUpstream.Seen exchange() {
    assertThat(desk.upstream.exchanges).hasSize(1);
    return desk.upstream.exchanges.get(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tls_client_auth", "self_signed_tls_client_auth"})
  void authenticatesWithItsCertificateAtTheAliasW07(String method) {
    offers(method);
    calling(builder().build());

    assertThat(desk.askAs("alice")).isEqualTo("hello alice");
    assertThat(exchange().certificate()).contains(own.thumbprint());
    assertThat(exchange().form()).containsEntry("client_id", "notes-server");
    assertThat(exchange().field("Authorization")).isEmpty();
    assertThat("https://" + exchange().field("Host")).isEqualTo(desk.upstream.aliases());
  }

  @Test
  void showsItsCertificateToNobodyWhoOnlyTellsAboutTheIssuerW07() {
    calling(builder().build());
    desk.askAs("alice");

    assertThat(desk.upstream.metadataReads)
        .singleElement()
        .satisfies(seen -> assertThat(seen.certificate()).isEmpty());
  }

  @ParameterizedTest
  @EnumSource
  void sendsTokensThatAreBoundToItsCertificateInEachWayW07(UpstreamTlsTest.Way way) {
    UpstreamTokens tokens = builder().build();
    desk.work = (caller, request) -> way.call(desk, tokens, caller);

    assertThat(desk.askAs("alice")).isEqualTo("hello alice");
    assertThat(desk.upstream.bindings).containsValue(own.thumbprint());
    assertThat(desk.upstream.calls)
        .singleElement()
        .satisfies(call -> assertThat(call.certificate()).contains(own.thumbprint()));
  }

  /** A client with a secret, whose tokens are bound all the same. */
  @Test
  void bindsTokensWhereThatIsOfferedW07() {
    desk.upstream.metadata =
        document -> {
          document.put("tls_client_certificate_bound_access_tokens", true);
          return aliased(document, "tls_client_auth");
        };
    calling(builder().client("server", () -> "secret").build());

    assertThat(desk.askAs("alice")).isEqualTo("hello alice");
    assertThat(exchange().certificate()).contains(own.thumbprint());
    assertThat(exchange().field("Authorization")).startsWith("Basic ");
  }

  @Test
  void showsNoneToATokenEndpointThatHasNoUseForItW07() {
    calling(builder().client("server", () -> "secret").build());

    assertThat(desk.askAs("alice")).isEqualTo("hello alice");
    assertThat(exchange().certificate()).isEmpty();
    assertThat("https://" + exchange().field("Host")).isEqualTo(desk.upstream.issuer());
  }

  @Test
  void usesTheTokenEndpointWhereThereIsNoAliasW07() {
    desk.upstream.metadata =
        document -> {
          document.put("token_endpoint_auth_methods_supported", List.of("tls_client_auth"));
          return document;
        };
    calling(builder().build());

    assertThat(desk.askAs("alice")).isEqualTo("hello alice");
    assertThat(exchange().certificate()).contains(own.thumbprint());
  }

  @Test
  void aBoundTokenIsGoodForNobodyElseCase33() throws Exception {
    UpstreamTokens tokens = builder().build();
    TlsPolicy other =
        TlsPolicy.trusting(authority.trusting())
            .withCertificate(authority.context(authority.issue("mallory")));
    calling(tokens);
    String inbound = desk.token("alice").sign();
    assertThat(desk.ask(inbound)).isEqualTo("hello alice");
    desk.upstream.answer =
        given -> {
          given.put("access_token", "exchanged-1");
          return given;
        };
    calling(builder().tls(other).build());

    assertThat(desk.ask(inbound)).isEqualTo("401 refused");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/token",
        "http://localhost/token",
        "javascript:alert(1)",
        "ISSUER@evil.example/token"
      })
  void followsNoAliasToAnOriginThatIsNotAllowedCase21(String alias) {
    desk.upstream.metadata =
        document -> {
          aliased(document, "tls_client_auth")
              .put(
                  "mtls_endpoint_aliases",
                  Map.of("token_endpoint", alias.replace("ISSUER", desk.upstream.issuer())));
          return document;
        };

    assertAsksNobody(builder(), "OUT_OF_REACH", "an endpoint is not on the origin of the issuer");
  }

  @Test
  void followsNoAliasWhoseOriginWasNotNamedCase21() {
    assertAsksNobody(
        builder().endpointOrigins(), "OUT_OF_REACH", "an endpoint is not on the origin");
  }

  @Test
  void authenticatesNowhereThatDoesNotOfferItW07() {
    offers("private_key_jwt");

    assertAsksNobody(builder(), "SERVER_REFUSED", "No token of");
  }

  private void assertAsksNobody(UpstreamTokensBuilder builder, String result, String told) {
    calling(builder.build());
    long before = LogFile.size();

    assertThat(desk.askAs("alice")).isEqualTo(result);
    assertThat(LogFile.from(before)).contains(told);
    assertThat(desk.upstream.exchanges).isEmpty();
    assertThat(desk.upstream.calls).isEmpty();
  }
}
