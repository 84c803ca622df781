package io.github.jerseymcp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.jerseymcp.client.discovery.AuthorizationFailedException;
import io.github.jerseymcp.client.discovery.AuthorizationFault;
import io.github.jerseymcp.client.registration.Registration;
import io.github.jerseymcp.client.tls.TlsPolicy;
import io.github.jerseymcp.fetch.FetchPolicy;
import io.github.jerseymcp.testsupport.cert.TestAuthority;
import io.github.jerseymcp.testsupport.process.ChildProcess;
import io.github.jerseymcp.testsupport.process.JavaProgram;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.Entity;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whom a client speaks to over TLS, by each way in: negative case 30. */
class TlsTest {

  private static TestAuthority authority;
  private static SSLContext good;
  private static SSLContext trusting;
  private TestParties parties;

  /** How somebody else's server looks. */
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

  /** A way in which an application makes a request. */
  enum Way {
    JDK {
      @Override
      void ask(McpAuthorization authorization, String server) throws Exception {
        post(authorization.httpClient().build(), server);
      }
    },
    JDK_LATER {
      @Override
      void ask(McpAuthorization authorization, String server) {
        authorization
            .httpClient()
            .build()
            .sendAsync(request(server), BodyHandlers.ofString())
            .join();
      }
    },
    SDK {
      @Override
      void ask(McpAuthorization authorization, String server) {
        try (McpSyncClient client =
            McpClient.sync(
                    HttpClientStreamableHttpTransport.builder(server.replace("/mcp", ""))
                        .clientBuilder(authorization.httpClient())
                        .build())
                .initializationTimeout(Duration.ofSeconds(10))
                .build()) {
          client.initialize();
        }
      }
    },
    SDK_FOR_2026 {
      @Override
      void ask(McpAuthorization authorization, String server) {
        io.modelcontextprotocol.modern.client.McpClient.sync(
                io.modelcontextprotocol.modern.client.transport.HttpClientMcpTransport.builder(
                        URI.create(server))
                    .clientBuilder(authorization.httpClient())
                    .build())
            .build()
            .discover();
      }
    },
    JAX_RS {
      @Override
      void ask(McpAuthorization authorization, String server) {
        Client client = ClientBuilder.newClient().register(authorization.jaxRs());
        try {
          client.target(server).request().post(Entity.json("{}"), String.class);
        } finally {
          client.close();
        }
      }
    };

    abstract void ask(McpAuthorization authorization, String server) throws Exception;
  }

  @BeforeAll
  static void certify() throws Exception {
    authority = new TestAuthority("authority");
    good = authority.context(authority.issue("localhost"));
    trusting = authority.trusting();
  }

  @AfterEach
  void stop() {
    if (parties != null) {
      parties.close();
    }
  }

  private void start(SSLContext server, SSLContext issuer, SSLContext aliases) {
    parties = new TestParties(new TestParties.Tls(server, issuer, aliases, trusting));
  }

  private McpAuthorizationBuilder builder(TlsPolicy tls) {
    return McpAuthorization.builder(
            parties.server(), Grant.authorizationCode(parties.browser(), Duration.ofSeconds(60)))
        .registrations(Registration.dynamic("Test"))
        .fetch(FetchPolicy.strict().withLoopback())
        .endpointsOf(parties.issuer(), parties.aliases())
        .tls(tls);
  }

  private static HttpRequest request(String server) {
    return HttpRequest.newBuilder(URI.create(server)).POST(BodyPublishers.ofString("{}")).build();
  }

  private static int post(HttpClient client, String server) throws Exception {
    return client.send(request(server), BodyHandlers.ofString()).statusCode();
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
  void sendsNothingToAServerOfSomebodyElseCase30(Way way, Wrong wrong) throws Exception {
    start(wrong.context(), good, good);
    McpAuthorization authorization = builder(TlsPolicy.trusting(trusting)).build();

    Throwable thrown = catchThrowable(() -> way.ask(authorization, parties.server()));

    assertThat(thrown).isNotNull();
    assertThat(Stream.iterate(thrown, cause -> cause != null, Throwable::getCause))
        .as("%s", thrown)
        .hasAtLeastOneElementOfType(SSLException.class);
    assertThat(parties.seen).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void asksBothOverTlsWithAnchorsOfItsOwn(Way way) throws Exception {
    start(good, good, good);
    McpAuthorization authorization = builder(TlsPolicy.trusting(trusting)).build();

    // Only where each party was believed there is a token, whatever the server then answers.
    var unused = catchThrowable(() -> way.ask(authorization, parties.server()));

    assertThat(authorization.isSignedIn()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void believesNoMetadataOfSomebodyElseCase30(Wrong wrong) throws Exception {
    start(good, wrong.context(), good);

    assertOutOfReach(wrong);
    assertThat(parties.seen("GET /.well-known/oauth-authorization-server")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void redeemsNothingAtATokenEndpointOfSomebodyElseCase30(Wrong wrong) throws Exception {
    start(good, good, wrong.context());
    parties.issuerChange =
        document -> {
          document.put("token_endpoint", parties.aliases() + "/token");
          return document;
        };

    assertOutOfReach(wrong);
    assertThat(parties.seen("GET /authorize")).hasSize(1);
    assertThat(parties.seen("POST /token")).isEmpty();
  }

  private void assertOutOfReach(Wrong wrong) {
    HttpClient client = builder(TlsPolicy.trusting(trusting)).build().httpClient().build();
    assertThatExceptionOfType(AuthorizationFailedException.class)
        .isThrownBy(() -> post(client, parties.server()))
        .withMessageContaining(wrong.told)
        .satisfies(e -> assertThat(e.fault()).isEqualTo(AuthorizationFault.OUT_OF_REACH));
  }

  @ParameterizedTest
  @EnumSource
  void trustsNoPrivateAuthorityByItselfCase30(Way way) {
    start(good, good, good);
    McpAuthorization authorization = builder(TlsPolicy.system()).build();

    assertThat(catchThrowable(() -> way.ask(authorization, parties.server()))).isNotNull();
    assertThat(parties.seen).isEmpty();
  }

  static Stream<Arguments> trustingAnybody() {
    return Stream.of(
        Arguments.of("a manager", new TrustManager[] {new TrustsAnybody()}),
        Arguments.of("an extended manager", new TrustManager[] {new TrustsAnybodyOfAnyName()}));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("trustingAnybody")
  void buildsNothingThatTrustsAnybodyCase30(String row, TrustManager[] managers) throws Exception {
    start(good, good, good);
    SSLContext context = context(managers);

    assertThat(builder(TlsPolicy.trusting(context)).problems())
        .hasSize(1)
        .allMatch(problem -> problem.contains("trusts a certificate that nobody has signed"));
    assertThat(builder(TlsPolicy.trusting(trusting).withCertificate(context)).problems())
        .hasSize(1)
        .allMatch(problem -> problem.startsWith("tls: the context of its certificate"));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> builder(TlsPolicy.trusting(trusting)).build().httpClient().sslContext(context))
        .withMessageContaining("checks nothing");
    Client client =
        ClientBuilder.newBuilder()
            .sslContext(context)
            .build()
            .register(builder(TlsPolicy.system()).build().jaxRs());
    assertUnsafe(client, "trusts a certificate that nobody has signed");
  }

  @Test
  void saysOfATrustStoreThatWasOpenedWithoutItsPasswordThatItMayBeEmpty() throws Exception {
    KeyStore empty = KeyStore.getInstance("PKCS12");
    empty.load(null, null);
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(empty);

    assertThat(
            McpAuthorization.builder("https://mcp.example.com/mcp", Grant.fixedToken(() -> "t"))
                .tls(TlsPolicy.trusting(context(factory.getTrustManagers())))
                .problems())
        .singleElement()
        .asString()
        .contains("cannot be tried", "is without its password");
  }

  @Test
  void doesNotStartWhereTheProcessTrustsAnybodyCase30() throws Exception {
    start(good, good, good);
    SSLContext before = SSLContext.getDefault();
    SSLContext.setDefault(context(new TrustsAnybodyOfAnyName()));
    try {
      assertThat(builder(TlsPolicy.system()).problems()).hasSize(1);
    } finally {
      SSLContext.setDefault(before);
    }
  }

  @Test
  void sendsNothingWhereNamesAreNotCheckedCase30() {
    start(good, good, good);
    Client client =
        ClientBuilder.newBuilder()
            .hostnameVerifier((host, session) -> true)
            .build()
            .register(builder(TlsPolicy.trusting(trusting)).build().jaxRs());

    assertUnsafe(client, "hostnameVerifier");
  }

  @Test
  void sendsNothingWhereTheProcessChecksNoNamesCase30() {
    start(good, good, good);
    Client client =
        ClientBuilder.newClient().register(builder(TlsPolicy.trusting(trusting)).build().jaxRs());
    var before = HttpsURLConnection.getDefaultHostnameVerifier();
    HttpsURLConnection.setDefaultHostnameVerifier((host, session) -> true);
    try {
      assertUnsafe(client, "another verifier of names");
    } finally {
      HttpsURLConnection.setDefaultHostnameVerifier(before);
    }
  }

  private void assertUnsafe(Client client, String told) {
    assertThatExceptionOfType(jakarta.ws.rs.ProcessingException.class)
        .isThrownBy(() -> client.target(parties.server()).request().get())
        .withCauseInstanceOf(AuthorizationFailedException.class)
        .withMessageContaining("would not check whom it speaks to")
        .withMessageContaining(told);
    assertThat(parties.seen).isEmpty();
    client.close();
  }

  @Test
  void takesNoParametersOfOldOrOpenTlsCase30() {
    start(good, good, good);
    HttpClient.Builder builder = builder(TlsPolicy.trusting(trusting)).build().httpClient();

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                builder
                    .sslParameters(new SSLParameters(null, new String[] {"TLSv1.2", "TLSv1.1"}))
                    .build());
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                builder
                    .sslParameters(
                        new SSLParameters(new String[] {"TLS_DH_anon_WITH_AES_128_CBC_SHA"}))
                    .build());
    SSLParameters unnamed = new SSLParameters();
    assertThat(builder.sslParameters(unnamed).build().sslParameters().getProtocols())
        .containsExactly("TLSv1.3", "TLSv1.2");
  }

  @Test
  void takesPlainHttpOnLoopbackAloneCase30() {
    start(good, good, good);
    assertThat(
            McpAuthorization.builder("http://mcp.example.com/mcp", Grant.fixedToken(() -> "token"))
                .problems())
        .hasSize(1);
    assertThat(
            builder(TlsPolicy.trusting(trusting)).endpointsOf("https://a", "http://a").problems())
        .hasSize(1);

    parties.issuerChange =
        document -> {
          document.put("token_endpoint", "http://auth.example.com/token");
          return document;
        };
    assertThatExceptionOfType(AuthorizationFailedException.class)
        .isThrownBy(
            () ->
                post(
                    builder(TlsPolicy.trusting(trusting)).build().httpClient().build(),
                    parties.server()))
        .satisfies(e -> assertThat(e.fault()).isEqualTo(AuthorizationFault.NO_METADATA));
    assertThat(parties.seen("GET /authorize")).isEmpty();
  }

  /** The JDK itself reaches that server, so that the others fail for a reason of ours. */
  @Test
  @Tag("once")
  void speaksNoOldVersionsWhereTheProcessWouldCase30() throws Exception {
    try (ChildProcess process =
        JavaProgram.start("old TLS", Map.of(), OldTlsProcess.class, List.of())) {
      assertThat(process.awaitLine("lenient ")).isEqualTo("200");
      assertThat(process.awaitLine("jdk ")).contains("SSLHandshakeException");
      assertThat(process.awaitLine("shared ")).contains("speaks versions of TLS before 1.2");
      assertThat(process.awaitLine("jax-rs ")).contains("speaks versions before 1.2");
      assertThat(process.awaitLine("fetch ")).contains("no TLS connection with that host");
      assertThat(process.awaitLine("requests ")).isEqualTo("1");
    }
  }

  /** Else the JDK's own refusal of a kind of certificate would pass for one of the context. */
  @ParameterizedTest
  @CsvSource({
    "jdk.tls.disabledAlgorithms,EC keySize < 384",
    "jdk.tls.disabledAlgorithms,EC",
    "jdk.certpath.disabledAlgorithms,SHA256withECDSA"
  })
  @Tag("once")
  void triesContextsWhereTheRuntimeForbidsAlgorithmsCase30(String property, String forbidden)
      throws Exception {
    try (ChildProcess process =
        JavaProgram.start(
            "strict", Map.of(), StrictRuntimeProcess.class, List.of(property, forbidden))) {
      assertThat(process.awaitLine("open ")).contains("so it checks nothing");
      assertThat(process.awaitLine("own ")).isEqualTo("[]");
      assertThat(process.awaitLine("system ")).isEqualTo("[]");
    }
  }

  private static SSLContext context(TrustManager... managers) throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers, new SecureRandom());
    return context;
  }

  static class TrustsAnybody implements X509TrustManager {

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  private static final class TrustsAnybodyOfAnyName extends X509ExtendedTrustManager {

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

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
