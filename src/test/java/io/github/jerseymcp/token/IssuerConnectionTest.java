package io.github.jerseymcp.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.jwk.JWKSet;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.fetch.IssuerConnection;
import io.github.jerseymcp.introspection.Introspection;
import io.github.jerseymcp.server.McpSecurityFeature;
import io.github.jerseymcp.server.OpenNotes;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testsupport.cert.TlsIdentity;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Issuers that are not reached as any server is. Rows P-19 and P-20. */
@Tag("once")
class IssuerConnectionTest {

  private static final String ORIGIN = "https://mcp.example.com";
  private static final String RESOURCE = ORIGIN + "/mcp";
  private static final String INSIDE = "http://keycloak.internal:8080/certs";

  private final TestIssuer issuer = TestIssuer.start();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final CountDownLatch released = new CountDownLatch(1);
  private final HttpServer proxy = proxy();

  @AfterEach
  void stop() {
    released.countDown();
    proxy.stop(0);
    issuer.close();
  }

  @Test
  void trustsWhatItsOwnTrustStoreTrustsP19(@TempDir Path directory) throws Exception {
    TlsIdentity identity = TlsIdentity.make(directory, "issuer");
    HttpsServer server = https(identity);
    TrustedIssuer trusted =
        TrustedIssuer.of(issuer.issuer())
            .withJwksUri("https://localhost:" + server.getAddress().getPort() + "/certs");
    SSLContext context = identity.trustedBy(null);
    HttpClient client = HttpClient.newBuilder().sslContext(context).build();
    try {
      assertUnavailable(trusted);
      assertAccepted(trusted.withConnection(IssuerConnection.defaults().withTls(context)));
      assertAccepted(trusted.withConnection(IssuerConnection.defaults().withClient(client)));
    } finally {
      server.stop(0);
    }
  }

  @Test
  void goesThroughItsOwnProxyToAPlainHostThatIsNamedP19P20() {
    assertAccepted(inside().withConnection(plain("KEYCLOAK.internal:8080")));
    assertThat(asked).containsExactly("GET " + INSIDE);
  }

  @Test
  void asksAboutOpaqueTokensThroughItToo() throws Exception {
    TrustedIssuer trusted =
        TrustedIssuer.of(issuer.issuer())
            .withIntrospection(
                Introspection.ofSecret("notes", "secret")
                    .withEndpoint(issuer.introspectionEndpoint()))
            .withConnection(IssuerConnection.defaults().withProxy("127.0.0.1", port()));
    try (VerifyToken verify = verifier(trusted)) {
      assertThatExceptionOfType(InvalidTokenException.class)
          .isThrownBy(() -> verify.verify("opaque-token", RESOURCE, Set.of(issuer.issuer())));
    }
    assertThat(asked).containsExactly("POST " + issuer.introspectionEndpoint());
  }

  @ParameterizedTest(name = "P-19 {0} at {1}: {2}")
  @CsvSource({
    "keycloak:8080, http://keycloak:8080/certs, true",
    "Keycloak, http://keycloak/certs, true",
    "keycloak:80, http://keycloak/certs?x=y, true",
    "keycloak:8080, http://keycloak:8081/certs, false",
    "keycloak:8080, http://keycloak/certs, false",
    "keycloak:8080, http://keycloak.evil.example:8080/certs, false",
    "keycloak:8080, http://keycloak:8080@evil.example/certs, false",
    "keycloak:8080, http://user@keycloak:8080/certs, false",
    "keycloak:8080, ftp://keycloak:8080/certs, false",
    "*, http://keycloak:8080/certs, false"
  })
  void plainHttpIsForTheHostsThatAreNamedAlone(String host, String address, boolean good) {
    TrustedIssuer trusted =
        TrustedIssuer.of(issuer.issuer())
            .withJwksUri(address)
            .withConnection(IssuerConnection.defaults().withPlainHttpTo(host));

    assertThat(trusted.problems().isEmpty()).isEqualTo(good);
  }

  @Test
  void plainHttpIsSaidExplicitlyP19() {
    assertThat(inside().problems())
        .singleElement()
        .asString()
        .contains("withPlainHttpTo of its connection");
    assertThat(plain("keycloak.internal:8080").toString())
        .isEqualTo("a proxy, plain http to keycloak.internal:8080");
  }

  @Test
  void aClientMustNotFollowRedirectsP19() {
    HttpClient following =
        HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
    IssuerConnection connection = IssuerConnection.defaults().withClient(following);

    assertThat(connection.problems()).singleElement().asString().contains("redirects");
    assertThat(connection.withProxy("p", 0).withTimeout(Duration.ZERO).problems()).hasSize(4);
  }

  @Test
  void hasATimeoutOfItsOwnP19() {
    issuer.answerKeys(exchange -> await());
    TrustedIssuer trusted =
        TrustedIssuer.of(issuer.issuer())
            .withJwksUri(issuer.jwksUri())
            .withConnection(IssuerConnection.defaults().withTimeout(Duration.ofMillis(200)));
    long begun = System.nanoTime();

    assertUnavailable(trusted);

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(4));
  }

  @Test
  void itsTimeoutMustFitInTheLifeOfKeysP19() {
    TrustedIssuer trusted =
        TrustedIssuer.of(issuer.issuer())
            .withConnection(IssuerConnection.defaults().withTimeout(Duration.ofSeconds(30)));
    KeySettings keys =
        KeySettings.defaults()
            .withTimeToLive(Duration.ofSeconds(20))
            .withMinimumInterval(Duration.ofSeconds(5));

    assertThat(keys.problems()).isEmpty();
    assertThat(TokenProblems.of(List.of(trusted), TokenSettings.defaults(), keys))
        .singleElement()
        .asString()
        .contains("keys.timeToLive");
  }

  @Test
  void isWrittenInPropertiesP19() {
    ResourceConfig application =
        new ResourceConfig(OpenNotes.class).register(McpSecurityFeature.class);
    Map.of(
            "public-origin",
            ORIGIN,
            "issuer.main.id",
            issuer.issuer(),
            "issuer.main.jwks-uri",
            INSIDE,
            "issuer.main.plain-http-to",
            "keycloak.internal:8080",
            "issuer.main.proxy",
            "127.0.0.1:" + port(),
            "issuer.main.fetch-timeout-seconds",
            "3")
        .forEach((name, value) -> application.property("mcp.security." + name, value));
    InProcess server = InProcess.start(application, ORIGIN + "/");

    assertThat(server.call("POST", "/mcp").bearer(token()).send().status()).isEqualTo(200);
    assertThat(asked).containsExactly("GET " + INSIDE);
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(
            () ->
                McpSecurityConfig.fromProperties(
                    Map.of(
                        "mcp.security.public-origin",
                        ORIGIN,
                        "mcp.security.issuer.main.id",
                        issuer.issuer(),
                        "mcp.security.issuer.main.proxy",
                        "nowhere")))
        .withMessageContaining("mcp.security.issuer.main.proxy must be a host and its port");
  }

  private TrustedIssuer inside() {
    return TrustedIssuer.of(issuer.issuer()).withJwksUri(INSIDE);
  }

  private IssuerConnection plain(String host) {
    return IssuerConnection.defaults().withProxy("127.0.0.1", port()).withPlainHttpTo(host);
  }

  private String token() {
    return issuer.token().subject("alice").audience(RESOURCE).sign();
  }

  private VerifyToken verifier(TrustedIssuer trusted) {
    return new VerifyToken(
        List.of(trusted), TokenSettings.defaults(), KeySettings.defaults(), InstantSource.system());
  }

  private void assertAccepted(TrustedIssuer trusted) {
    try (VerifyToken verify = verifier(trusted)) {
      assertThat(verify.verify(token(), RESOURCE, Set.of(issuer.issuer())).subject())
          .isEqualTo("alice");
    } catch (InvalidTokenException e) {
      throw new AssertionError(e.fault().sentence(), e);
    }
  }

  private void assertUnavailable(TrustedIssuer trusted) {
    try (VerifyToken verify = verifier(trusted)) {
      assertThatExceptionOfType(KeysUnavailableException.class)
          .isThrownBy(() -> verify.verify(token(), RESOURCE, Set.of(issuer.issuer())));
    }
  }

  private int port() {
    return proxy.getAddress().getPort();
  }

  /** Answers whatever it is asked for with the keys. */
  private HttpServer proxy() {
    try {
      HttpServer server = HttpServer.create(new InetSocketAddress(loopback(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            TestIssuer.status(200, keys()).to(exchange);
          });
      server.start();
      return server;
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private HttpsServer https(TlsIdentity identity) throws Exception {
    KeyStore own =
        KeyStore.getInstance(identity.file().toFile(), TlsIdentity.PASSWORD.toCharArray());
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own, TlsIdentity.PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    HttpsServer server = HttpsServer.create(new InetSocketAddress(loopback(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext("/", exchange -> TestIssuer.status(200, keys()).to(exchange));
    server.start();
    return server;
  }

  private String keys() {
    return new JWKSet(issuer.key().publicJwk()).toString();
  }

  private static InetAddress loopback() {
    return InetAddress.getLoopbackAddress();
  }

  private void await() {
    try {
      released.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
