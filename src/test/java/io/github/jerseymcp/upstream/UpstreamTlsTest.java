package io.github.jerseymcp.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.client.tls.TlsPolicy;
import io.github.jerseymcp.testsupport.LogFile;
import io.github.jerseymcp.testsupport.cert.TestAuthority;
import io.github.jerseymcp.testsupport.process.ChildProcess;
import io.github.jerseymcp.testsupport.process.JavaProgram;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whom exchanges and calls of another API speak to over TLS: negative case 30. */
class UpstreamTlsTest {

  private static TestAuthority authority;
  private static SSLContext good;
  private static SSLContext trusting;
  private Desk desk;

  /** How somebody else's server looks, and what the log says of it where it is the issuer. */
  enum Wrong {
    UNKNOWN_AUTHORITY("is not signed by anybody who is trusted"),
    SIGNED_BY_ITSELF("is not signed by anybody who is trusted"),
    OTHER_NAME("is for another name"),
    EXPIRED("has expired"),
    NOT_YET("is not valid yet");

    private final String told;

    Wrong(String told) {
      this.told = told;
    }

    private SSLContext context() throws Exception {
      Instant now = Instant.now();
      Duration day = Duration.ofDays(1);
      return authority.context(
          switch (this) {
            case UNKNOWN_AUTHORITY -> new TestAuthority("another").issue("localhost");
            case SIGNED_BY_ITSELF -> TestAuthority.selfSigned("localhost");
            case OTHER_NAME -> authority.issue("other.example");
            case EXPIRED ->
                authority.issue("localhost", now.minus(day.multipliedBy(9)), now.minus(day));
            case NOT_YET ->
                authority.issue("localhost", now.plus(day), now.plus(day.multipliedBy(9)));
          });
    }
  }

  /** A way in which a handler calls the API. */
  enum Way {
    JDK {
      @Override
      String call(Desk desk, UpstreamTokens tokens, McpPrincipal caller) throws Exception {
        return desk.call(tokens, caller);
      }
    },
    JDK_OF_ITS_OWN {
      @Override
      String call(Desk desk, UpstreamTokens tokens, McpPrincipal caller) throws Exception {
        return desk.call(tokens.httpClientBuilder(caller).build());
      }
    },
    JAX_RS {
      @Override
      String call(Desk desk, UpstreamTokens tokens, McpPrincipal caller) {
        Client client = ClientBuilder.newClient().register(tokens.jaxRs());
        try {
          return client
              .target(desk.upstream.api())
              .request()
              .property(UpstreamTokens.CALLER, caller)
              .get(String.class);
        } finally {
          client.close();
        }
      }
    };

    abstract String call(Desk desk, UpstreamTokens tokens, McpPrincipal caller) throws Exception;
  }

  @BeforeAll
  static void certify() throws Exception {
    authority = new TestAuthority("authority");
    good = authority.context(authority.issue("localhost"));
    trusting = authority.trusting();
  }

  @AfterEach
  void stop() {
    if (desk != null) {
      desk.close();
    }
  }

  private void start(SSLContext issuer, SSLContext aliases, SSLContext api) {
    desk = new Desk(new TestUpstream(new TestUpstream.Tls(issuer, aliases, api)));
  }

  private UpstreamTokensBuilder builder() {
    return desk.builder().tls(TlsPolicy.trusting(trusting));
  }

  private void calling(UpstreamTokens tokens, Way way) {
    desk.work = (caller, request) -> way.call(desk, tokens, caller);
  }

  @ParameterizedTest
  @EnumSource
  void asksBothOverTlsWithAnchorsOfItsOwnW07(Way way) {
    start(good, good, good);
    calling(builder().build(), way);

    assertThat(desk.askAs("alice")).isEqualTo("hello alice");
  }

  static Stream<Arguments> waysAndServers() {
    List<Arguments> rows = new ArrayList<>();
    for (Way way : Way.values()) {
      for (Wrong wrong : Wrong.values()) {
        rows.add(Arguments.of(way, wrong));
      }
    }
    return rows.stream();
  }

  @ParameterizedTest
  @MethodSource("waysAndServers")
  void sendsNothingToAnApiOfSomebodyElseCase30(Way way, Wrong wrong) throws Exception {
    start(good, good, wrong.context());
    calling(builder().build(), way);

    assertThat(desk.askAs("alice")).contains("SSLHandshakeException");
    assertThat(desk.upstream.calls).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void sendsNoTokenOfACallerToAnIssuerOfSomebodyElseCase30(Wrong wrong) throws Exception {
    start(wrong.context(), good, good);

    assertOutOfReach(builder().build(), wrong);
    assertThat(desk.upstream.metadataReads).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void sendsNoTokenOfACallerToATokenEndpointOfSomebodyElseCase30(Wrong wrong) throws Exception {
    start(good, wrong.context(), good);
    desk.upstream.metadata =
        document -> {
          document.put("token_endpoint", desk.upstream.aliases() + "/token");
          return document;
        };

    assertOutOfReach(builder().endpointOrigins(desk.upstream.aliases()).build(), wrong);
    assertThat(desk.upstream.metadataReads).hasSize(1);
  }

  private void assertOutOfReach(UpstreamTokens tokens, Wrong wrong) throws Exception {
    calling(tokens, Way.JDK);
    long before = LogFile.size();

    assertThat(desk.askAs("alice")).isEqualTo("OUT_OF_REACH");
    assertThat(LogFile.from(before)).contains(wrong.told);
    assertThat(desk.upstream.exchanges).isEmpty();
    assertThat(desk.upstream.calls).isEmpty();
  }

  @Test
  void trustsNoPrivateAuthorityByItselfCase30() {
    start(good, good, good);
    calling(desk.builder().build(), Way.JDK);

    assertThat(desk.askAs("alice")).isEqualTo("OUT_OF_REACH");
    assertThat(desk.upstream.metadataReads).isEmpty();
  }

  @Test
  void buildsNothingThatTrustsAnybodyCase30() throws Exception {
    start(good, good, good);
    SSLContext open = SSLContext.getInstance("TLS");
    open.init(null, new TrustManager[] {new TrustsAnybody()}, new SecureRandom());

    for (TlsPolicy policy :
        List.of(
            TlsPolicy.trusting(open),
            TlsPolicy.trusting(trusting).withCertificate(open),
            TlsPolicy.system().withCertificate(open))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> builder().tls(policy).build())
          .withMessageContaining("trusts a certificate that nobody has signed");
    }
  }

  /** The JDK itself reaches that server, so that the others fail for a reason of ours. */
  @Test
  @Tag("once")
  void speaksNoOldVersionsWhereTheProcessWouldCase30() throws Exception {
    try (ChildProcess process =
        JavaProgram.start("old TLS", Map.of(), OldTlsUpstreamProcess.class, List.of())) {
      assertThat(process.awaitLine("lenient ")).isEqualTo("200");
      assertThat(process.awaitLine("issuer ")).contains("no TLS connection with that host");
      assertThat(process.awaitLine("api ")).contains("SSLHandshakeException");
      assertThat(process.awaitLine("requests ")).isEqualTo("1");
    }
  }

  private static final class TrustsAnybody implements X509TrustManager {

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
