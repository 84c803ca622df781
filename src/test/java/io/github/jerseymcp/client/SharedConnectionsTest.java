package io.github.jerseymcp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.jerseymcp.client.registration.Registration;
import io.github.jerseymcp.client.tls.TlsPolicy;
import io.github.jerseymcp.testsupport.cert.TestAuthority;
import java.net.Authenticator;
import java.net.CookieManager;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Many users over one client of the JDK: negative case 28. */
class SharedConnectionsTest {

  private static final int USERS = 40;

  private final TestParties parties = new TestParties();

  @AfterEach
  void stop() {
    parties.close();
  }

  private McpAuthorizationBuilder of(String user) {
    return McpAuthorization.builder(parties.server(), Grant.clientCredentials(parties.issuer()))
        .registrations(Registration.preRegistered(parties.issuer(), "service", () -> "secret"))
        .user(user)
        .header("X-Api-Key", () -> "key of " + user);
  }

  private static HttpClient.Builder plain() {
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
  }

  @Test
  void usersShareAClientAndNeverCrossCase28() {
    HttpClient shared = plain().build();
    int before = selectors();
    List<HttpClient> users = new ArrayList<>();
    for (int user = 0; user < USERS; user++) {
      users.add(of("user" + user).build().httpClient(shared).build());
    }
    assertThat(selectors() - before).as("more threads").isLessThan(USERS / 2);

    HttpRequest request = HttpRequest.newBuilder(URI.create(parties.server())).build();
    for (int round = 0; round < 3; round++) {
      List<CompletableFuture<Integer>> answers = new ArrayList<>();
      users.forEach(
          user ->
              answers.add(
                  user.sendAsync(request, BodyHandlers.ofString())
                      .thenApply(answer -> answer.statusCode())));
      answers.forEach(answer -> assertThat(answer.join()).isEqualTo(200));
    }

    Map<String, String> tokens = new HashMap<>();
    for (TestParties.Seen seen : parties.seen("GET /mcp")) {
      String token = seen.field("Authorization");
      if (!token.isEmpty()) {
        assertThat(tokens.computeIfAbsent(seen.field("X-api-key"), user -> token)).isEqualTo(token);
      }
    }
    assertThat(tokens.values()).hasSize(USERS).doesNotHaveDuplicates();
  }

  private static int selectors() {
    return (int)
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().endsWith("SelectorManager"))
            .count();
  }

  static Stream<Arguments> unfit() throws GeneralSecurityException {
    SSLParameters old = new SSLParameters();
    old.setProtocols(new String[] {"TLSv1.1"});
    SSLContext anybody = SSLContext.getInstance("TLS");
    anybody.init(null, new TrustManager[] {new TlsTest.TrustsAnybody()}, new SecureRandom());
    return Stream.of(
        Arguments.of("follows redirects", plain().followRedirects(HttpClient.Redirect.NORMAL)),
        Arguments.of("keeps cookies", plain().cookieHandler(new CookieManager())),
        Arguments.of("has an authenticator", plain().authenticator(new Authenticator() {})),
        Arguments.of("checks nothing", plain().sslContext(anybody)),
        Arguments.of("name another version", plain().sslParameters(old)));
  }

  @ParameterizedTest
  @MethodSource("unfit")
  void takesNoClientThatCouldMixUsersUpOrChecksNothing(String why, HttpClient.Builder builder) {
    HttpClient shared = builder.build();
    McpAuthorization authorization = of("alice").build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> authorization.httpClient(shared))
        .withMessageContaining(why);
  }

  @Test
  void takesNoClientWithTheCredentialsOfSomebody() {
    HttpClient alices = of("alice").build().httpClient().build();
    McpAuthorization bob = of("bob").build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> bob.httpClient(alices))
        .withMessageContaining("has the credentials of somebody");
  }

  @Test
  void wantsTheContextOfItsTlsPolicy() throws Exception {
    TlsPolicy own = TlsPolicy.trusting(new TestAuthority("authority").trusting());
    McpAuthorization authorization = of("alice").tls(own).build();
    HttpClient another = plain().build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> authorization.httpClient(another))
        .withMessageContaining("TlsPolicy.forServer()");
    HttpClient fit = plain().sslContext(own.forServer()).build();
    assertThat(authorization.httpClient(fit).build().sslContext()).isSameAs(own.forServer());
  }

  static Stream<Arguments> late() {
    return Stream.<Map.Entry<String, UnaryOperator<HttpClient.Builder>>>of(
            Map.entry("a TLS context", builder -> builder.sslContext(context())),
            Map.entry("TLS parameters", builder -> builder.sslParameters(new SSLParameters())),
            Map.entry("an executor", builder -> builder.executor(Runnable::run)),
            Map.entry("Redirects", builder -> builder.followRedirects(HttpClient.Redirect.ALWAYS)),
            Map.entry("a version", builder -> builder.version(HttpClient.Version.HTTP_2)),
            Map.entry("a priority", builder -> builder.priority(1)),
            Map.entry("a proxy", builder -> builder.proxy(ProxySelector.getDefault())),
            Map.entry("An authenticator", builder -> builder.authenticator(new Authenticator() {})))
        .map(row -> Arguments.of(row.getKey(), row.getValue()));
  }

  private static SSLContext context() {
    return TlsPolicy.system().anchors();
  }

  @ParameterizedTest
  @MethodSource("late")
  void takesNoSettingAfterwards(
      String what, Function<HttpClient.Builder, HttpClient.Builder> setting) {
    HttpClient.Builder builder = of("alice").build().httpClient(plain().build());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> setting.apply(builder))
        .withMessageStartingWith(what);
    assertThat(builder.connectTimeout(Duration.ofSeconds(1))).isSameAs(builder);
  }
}
