package io.github.jerseymcp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.jerseymcp.client.discovery.AuthorizationFailedException;
import io.github.jerseymcp.client.discovery.AuthorizationFault;
import io.github.jerseymcp.client.registration.Registration;
import io.github.jerseymcp.client.tls.TlsPolicy;
import io.github.jerseymcp.fetch.FetchPolicy;
import io.github.jerseymcp.testing.MutableTime;
import io.github.jerseymcp.testsupport.cert.TestAuthority;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.Entity;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that shows a certificate (RFC 8705), and to whom it does. */
class ClientCertificateTest {

  private static TestAuthority authority;
  private static TestAuthority.Identity own;
  private static TlsPolicy tls;
  private final MutableTime time = new MutableTime(Instant.parse("2026-11-29T10:00:00Z"));
  private TestParties parties;

  @BeforeAll
  static void certify() throws Exception {
    authority = new TestAuthority("authority");
    own = authority.issue("notes-service");
    tls = TlsPolicy.trusting(authority.trusting()).withCertificate(authority.context(own));
  }

  @BeforeEach
  void start() throws Exception {
    var served = authority.context(authority.issue("localhost"));
    parties = new TestParties(new TestParties.Tls(served, served, served, authority.trusting()));
    parties.methods = List.of("tls_client_auth");
    parties.revokes = true;
    parties.issuerChange = this::aliased;
  }

  @AfterEach
  void stop() {
    parties.close();
  }

  private Map<String, Object> aliased(Map<String, Object> document) {
    document.put("revocation_endpoint", parties.issuer() + "/revoke");
    document.put(
        "mtls_endpoint_aliases",
        Map.of(
            "token_endpoint",
            parties.aliases() + "/token",
            "revocation_endpoint",
            parties.aliases() + "/revoke"));
    return document;
  }

  private McpAuthorizationBuilder builder(Grant grant) {
    return McpAuthorization.builder(parties.server(), grant)
        .fetch(FetchPolicy.strict().withLoopback())
        .endpointsOf(parties.issuer(), parties.aliases())
        .time(time)
        .tls(tls);
  }

  private McpAuthorizationBuilder service() {
    return builder(Grant.clientCredentials(parties.issuer()))
        .registrations(Registration.certificate(parties.issuer(), "notes-service"));
  }

  private int post(McpAuthorization authorization) throws Exception {
    HttpClient client = authorization.httpClient().build();
    return client
        .send(
            HttpRequest.newBuilder(URI.create(parties.server()))
                .POST(BodyPublishers.ofString("{}"))
                .build(),
            BodyHandlers.ofString())
        .statusCode();
  }

  private void assertFails(McpAuthorizationBuilder builder, AuthorizationFault fault) {
    assertThatExceptionOfType(AuthorizationFailedException.class)
        .isThrownBy(() -> post(builder.build()))
        .satisfies(e -> assertThat(e.fault()).isEqualTo(fault));
    assertThat(parties.seen("POST /token")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tls_client_auth", "self_signed_tls_client_auth"})
  void authenticatesWithItsCertificateAtTheAliasAndUsesItsBoundTokens(String method)
      throws Exception {
    parties.methods = List.of("client_secret_basic", method);
    McpAuthorization authorization = service().build();

    assertThat(post(authorization)).isEqualTo(200);
    time.advance(Duration.ofHours(1));
    assertThat(post(authorization)).as("renewed").isEqualTo(200);
    assertThat(authorization.signOut()).isTrue();

    assertThat(parties.seen("POST /token"))
        .hasSize(2)
        .allSatisfy(
            seen -> {
              assertThat(seen.certificate()).contains(own.thumbprint());
              assertThat(seen.field("Host")).isEqualTo(parties.aliases().replace("https://", ""));
              assertThat(seen.parameters())
                  .containsEntry("client_id", "notes-service")
                  .doesNotContainKeys("client_secret", "client_assertion");
              assertThat(seen.fields()).doesNotContainKey("Authorization");
            });
    assertThat(parties.bindings).containsValue(own.thumbprint());
    assertThat(parties.seen("POST /revoke").get(0).certificate()).contains(own.thumbprint());
  }

  @Test
  void showsItToNobodyButTheServerAndWhereItAuthenticates() throws Exception {
    post(service().build());

    assertThat(parties.seen)
        .filteredOn(seen -> seen.certificate().isPresent())
        .extracting(TestParties.Seen::line)
        .containsOnly("POST /mcp", "POST /token");
    assertThat(parties.seen)
        .filteredOn(seen -> seen.line().startsWith("GET "))
        .isNotEmpty()
        .allSatisfy(seen -> assertThat(seen.certificate()).isEmpty());
  }

  @Test
  void usesTheTokenEndpointWhereThereIsNoAlias() throws Exception {
    parties.issuerChange = document -> document;

    assertThat(post(service().build())).isEqualTo(200);
    assertThat(parties.seen("POST /token").get(0).certificate()).contains(own.thumbprint());
  }

  @Test
  void carriesBoundTokensThroughJaxRs() {
    var client = ClientBuilder.newClient().register(service().build().jaxRs());

    assertThat(client.target(parties.server()).request().post(Entity.json("{}")).getStatus())
        .isEqualTo(200);
    client.close();
  }

  @Test
  void aTokenIsGoodForNobodyElse() throws Exception {
    post(service().build());
    String token = parties.tokens.keySet().iterator().next();
    McpAuthorization thief =
        builder(Grant.fixedToken(() -> token))
            .tls(
                TlsPolicy.trusting(authority.trusting())
                    .withCertificate(authority.context(authority.issue("mallory"))))
            .build();

    assertThat(post(thief)).isEqualTo(401);
  }

  /** A user's client without a secret, whose tokens are bound all the same. */
  @Test
  void bindsTheTokensOfAUserWhereThatIsOffered() throws Exception {
    parties.methods = List.of("none");
    parties.issuerChange =
        document -> {
          document.put("tls_client_certificate_bound_access_tokens", true);
          return aliased(document);
        };
    McpAuthorization user =
        builder(Grant.authorizationCode(parties.browser(), Duration.ofSeconds(60)))
            .registrations(Registration.dynamic("Test"))
            .build();

    assertThat(post(user)).isEqualTo(200);
    assertThat(parties.seen("POST /token").get(0).certificate()).contains(own.thumbprint());
    assertThat(parties.seen("POST /register").get(0).parameters().get("json"))
        .contains("\"tls_client_certificate_bound_access_tokens\":true");
    assertThat(parties.seen("POST /register").get(0).certificate()).isEmpty();
  }

  @Test
  void showsNoneToATokenEndpointThatHasNoUseForIt() throws Exception {
    parties.methods = List.of("none");
    McpAuthorization user =
        builder(Grant.authorizationCode(parties.browser(), Duration.ofSeconds(60)))
            .registrations(Registration.dynamic("Test"))
            .build();

    assertThat(post(user)).isEqualTo(200);
    assertThat(parties.seen("POST /token").get(0).certificate()).isEmpty();
    assertThat(parties.seen("POST /token").get(0).field("Host"))
        .isEqualTo(parties.issuer().replace("https://", ""));
    assertThat(parties.seen("POST /register").get(0).parameters().get("json"))
        .doesNotContain("tls_client_certificate");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/token",
        "http://localhost/token",
        "javascript:alert(1)",
        "ISSUER@evil.example/token"
      })
  void followsNoAliasToAnOriginThatIsNotAllowed(String alias) {
    parties.issuerChange =
        document -> {
          document.put(
              "mtls_endpoint_aliases",
              Map.of("token_endpoint", alias.replace("ISSUER", parties.issuer())));
          return document;
        };

    assertFails(service(), AuthorizationFault.NO_METADATA);
  }

  @Test
  void followsNoAliasWhoseOriginWasNotNamedForThatIssuer() {
    assertFails(
        service()
            .endpointsOf(parties.issuer())
            .endpointsOf("https://other.example", parties.aliases()),
        AuthorizationFault.NO_METADATA);
  }

  @Test
  void readsNoAliasesThatAreNoObject() {
    parties.issuerChange =
        document -> {
          document.put("mtls_endpoint_aliases", List.of("x"));
          return document;
        };

    assertFails(service(), AuthorizationFault.NO_METADATA);
  }

  @Test
  void authenticatesNowhereThatDoesNotOfferIt() {
    parties.methods = List.of("client_secret_basic", "none");

    assertFails(service(), AuthorizationFault.NO_REGISTRATION);
  }

  @Test
  void needsACertificateToAuthenticateWithOne() throws Exception {
    assertThat(service().tls(TlsPolicy.trusting(authority.trusting())).problems())
        .hasSize(1)
        .allMatch(problem -> problem.contains("withCertificate"));
  }
}
