package io.github.jerseymcp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import io.github.jerseymcp.client.discovery.AuthorizationFailedException;
import io.github.jerseymcp.client.discovery.AuthorizationFault;
import io.github.jerseymcp.client.registration.Registration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From the first refusal to a token, and what stops it: negative cases 1, 2, 7 to 9, 13 to 19. */
class SignInFlowTest {

  /** What others say and nobody is to read in a message of ours. */
  private static final String SECRET = "SECRET";

  private final TestParties parties = new TestParties();
  private final McpAuthorization authorization =
      McpAuthorization.builder(
              parties.server(), Grant.authorizationCode(parties.browser(), Duration.ofSeconds(60)))
          .registrations(Registration.dynamic("Test"))
          .build();
  private final HttpClient client = authorization.httpClient().build();

  @AfterEach
  void stop() {
    parties.close();
  }

  @Test
  void signsInAtTheFirstRefusalAndRepeatsTheRequest() throws Exception {
    HttpResponse<String> answer = post();

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("hello");
    assertThat(parties.seen)
        .extracting(TestParties.Seen::line)
        .containsExactly(
            "POST /mcp",
            "GET /.well-known/oauth-protected-resource/mcp",
            "GET /.well-known/oauth-authorization-server",
            "POST /register",
            "GET /authorize",
            "POST /token",
            "POST /mcp");
    Map<String, String> asked = parties.seen("GET /authorize").get(0).parameters();
    Map<String, String> redeemed = parties.seen("POST /token").get(0).parameters();
    assertThat(asked)
        .containsEntry("response_type", "code")
        .containsEntry("code_challenge_method", "S256")
        .containsEntry("scope", "read")
        .containsEntry("resource", parties.server());
    assertThat(asked.get("state")).hasSize(43);
    assertThat(redeemed)
        .containsEntry("resource", parties.server())
        .containsEntry("redirect_uri", asked.get("redirect_uri"))
        .containsKey("client_id")
        .hasEntrySatisfying("code_verifier", verifier -> assertThat(verifier).hasSize(43));
    assertThat(parties.seen("POST /register").get(0).parameters().get("json"))
        .contains("\"application_type\":\"native\"");

    parties.seen.clear();
    assertThat(post().statusCode()).isEqualTo(200);
    assertThat(parties.seen).hasSize(1);
  }

  @Test
  void asksTheWellKnownAddressWhereNoChallengePointsToOne() throws Exception {
    parties.pointer = false;

    assertThat(post().statusCode()).isEqualTo(200);
  }

  static Stream<Arguments> documents() {
    return Stream.of(
        resource("1 another origin", "resource", "https://evil.example/mcp"),
        resource("1 another path", "resource", "SERVER/other"),
        resource("1 a slash", "resource", "SERVER/"),
        resource("1 upper case", "resource", "ORIGIN/MCP"),
        resource("1 a list", "resource", List.of("SERVER")),
        resource("1 missing", "resource", null),
        resource("2 the origin in the document of the path", "resource", "ORIGIN"),
        Arguments.of(
            "no authorization server",
            AuthorizationFault.NO_METADATA,
            change("authorization_servers", List.of()),
            UnaryOperator.identity()),
        Arguments.of(
            "an authorization server of http elsewhere",
            AuthorizationFault.NO_METADATA,
            change("authorization_servers", List.of("http://auth.example.com")),
            UnaryOperator.identity()),
        Arguments.of(
            "3 an authorization server inside the network",
            AuthorizationFault.OUT_OF_REACH,
            change("authorization_servers", List.of("https://10.0.0.1")),
            UnaryOperator.identity()),
        issuer("7 a slash", AuthorizationFault.ISSUER_MISMATCH, "issuer", "ISSUER/"),
        issuer("7 upper case", AuthorizationFault.ISSUER_MISMATCH, "issuer", "UPPER"),
        issuer("7 the port otherwise", AuthorizationFault.ISSUER_MISMATCH, "issuer", "PORT"),
        issuer("7 no issuer", AuthorizationFault.ISSUER_MISMATCH, "issuer", null),
        issuer(
            "8 a token endpoint elsewhere",
            AuthorizationFault.NO_METADATA,
            "token_endpoint",
            "https://evil.example/token"),
        issuer("8 no token endpoint", AuthorizationFault.NO_METADATA, "token_endpoint", null),
        issuer(
            "8 a token endpoint with a user",
            AuthorizationFault.NO_METADATA,
            "token_endpoint",
            "http://user@127.0.0.1/token"),
        issuer(
            "8 a script in the place of the authorization endpoint",
            AuthorizationFault.NO_METADATA,
            "authorization_endpoint",
            "javascript:alert(1)"),
        issuer(
            "8 a registration endpoint elsewhere",
            AuthorizationFault.NO_METADATA,
            "registration_endpoint",
            "http://169.254.169.254/"),
        issuer("9 no PKCE", AuthorizationFault.NO_PKCE, "code_challenge_methods_supported", null),
        issuer(
            "9 plain PKCE",
            AuthorizationFault.NO_PKCE,
            "code_challenge_methods_supported",
            List.of("plain")),
        issuer(
            "another grant",
            AuthorizationFault.NOT_OFFERED,
            "grant_types_supported",
            List.of("client_credentials")),
        issuer(
            "no registration", AuthorizationFault.NO_REGISTRATION, "registration_endpoint", null));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("documents")
  void believesNoSuchDocument(
      String row,
      AuthorizationFault fault,
      UnaryOperator<Map<String, Object>> resource,
      UnaryOperator<Map<String, Object>> issuer) {
    parties.resourceChange = document -> resource.apply(placed(document));
    parties.issuerChange = document -> issuer.apply(placed(document));

    assertFails(fault);
    assertThat(parties.opened).as("the browser is not opened").isEmpty();
    assertThat(parties.seen("POST /token")).isEmpty();
    if (fault == AuthorizationFault.RESOURCE_MISMATCH) {
      assertThat(parties.seen("GET /.well-known/oauth-authorization-server")).isEmpty();
    }
  }

  static Stream<Arguments> answersThatAreNoDocument() {
    return Stream.of(
        Arguments.of(
            "a redirect to a good one", AuthorizationFault.OUT_OF_REACH, 302, "application/json"),
        Arguments.of("a page", AuthorizationFault.NO_METADATA, 200, "text/html"),
        Arguments.of("no type", AuthorizationFault.NO_METADATA, 200, ""),
        Arguments.of("a created one", AuthorizationFault.NO_METADATA, 201, "application/json"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("answersThatAreNoDocument")
  void readsNoDocumentOfAnotherKindCase6(
      String row, AuthorizationFault fault, int status, String type) {
    String good = "/good";
    parties.intercept =
        (path, exchange) -> {
          if (!path.startsWith("/.well-known/oauth-protected-resource")) {
            return false;
          }
          exchange.getResponseHeaders().set("Location", parties.origin() + good);
          if (!type.isEmpty()) {
            exchange.getResponseHeaders().set("Content-Type", type);
          }
          return written(
              exchange,
              status,
              "{\"resource\":\""
                  + parties.server()
                  + "\",\"authorization_servers\":[\""
                  + parties.issuer()
                  + "\"]}");
        };

    assertFails(fault);
    assertThat(parties.seen("GET " + good)).isEmpty();
    assertThat(parties.opened).isEmpty();
  }

  @Test
  void readsNoDocumentThatSaysSomethingTwiceCase7() {
    parties.intercept =
        (path, exchange) -> {
          if (!path.equals("/.well-known/oauth-authorization-server")) {
            return false;
          }
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          return written(
              exchange,
              200,
              "{\"issuer\":\"http://evil.example\",\"issuer\":\"" + parties.issuer() + "\"}");
        };

    assertFails(AuthorizationFault.NO_METADATA);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/x",
        "http://evil.example/x",
        "file:///etc/passwd",
        "https://127.0.0.1/x",
        "https://10.0.0.1/x",
        "http://127.0.0.1:1/x"
      })
  void followsNoPointerToAnotherOriginCase3(String target) {
    parties.challengeChange = challenge -> "Bearer resource_metadata=\"" + target + "\"";

    assertFails(AuthorizationFault.NO_METADATA);
    assertThat(parties.seen).hasSize(1);
  }

  static Stream<Arguments> challenges() {
    String metadata = "resource_metadata=\"ORIGIN/.well-known/oauth-protected-resource/mcp\"";
    return Stream.of(
        Arguments.of(
            "Basic first", "Basic realm=\"x, y\", Bearer " + metadata + ", scope=\"a\"", "a"),
        Arguments.of("DPoP alone", "DPoP algs=\"ES256\", " + metadata + ", scope=\"b\"", "b"),
        Arguments.of(
            "a pointer inside a realm",
            "Bearer realm=\"x\\\", resource_metadata=\\\"https://evil.example/\", scope=\"c\"",
            "c"),
        Arguments.of(
            "scopes twice, then another challenge",
            "Bearer scope=\"evil\", scope=\"worse\", DPoP " + metadata + ", scope=\"d\"",
            "d"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("challenges")
  void followsTheRightChallengeOfSeveralCase12(String row, String fields, String scope)
      throws Exception {
    parties.challengeChange = challenge -> fields.replace("ORIGIN", parties.origin());

    assertThat(post().statusCode()).isEqualTo(200);
    assertThat(parties.seen("GET /.well-known/oauth-protected-resource/mcp")).hasSize(1);
    assertThat(parties.seen("GET /authorize").get(0).parameters()).containsEntry("scope", scope);
  }

  @Test
  void asksNobodyForAChallengeThatIsNoneOfTokensCase12() throws Exception {
    for (String challenge :
        List.of("Basic realm=\"x\"", "Bearer scope=\"a\", scope=\"b\"", "Digest nonce=\"x\"")) {
      parties.challengeChange = before -> challenge;
      assertThat(post().statusCode()).as(challenge).isEqualTo(401);
    }
    assertThat(parties.seen).hasSize(3);
  }

  static Stream<Arguments> callbacks() {
    return Stream.of(
        callback("13 another issuer", AuthorizationFault.ISSUER_MISMATCH, "iss", "https://evil"),
        callback("13 an issuer with a slash", AuthorizationFault.ISSUER_MISMATCH, "iss", "ISSUER/"),
        callback(
            "13 no issuer, where one is announced",
            AuthorizationFault.ISSUER_MISMATCH,
            "iss",
            null),
        callback("an error", AuthorizationFault.DENIED, "error", "access_denied", "code", null),
        callback(
            "13 an error of another issuer",
            AuthorizationFault.ISSUER_MISMATCH,
            "error",
            "access_denied",
            "error_description",
            SECRET,
            "iss",
            "https://evil"),
        callback("14 code and error", AuthorizationFault.BAD_CALLBACK, "error", "access_denied"),
        callback("no code", AuthorizationFault.BAD_CALLBACK, "code", null));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("callbacks")
  void redeemsNoSuchAnswer(
      String row, AuthorizationFault fault, UnaryOperator<Map<String, String>> change) {
    parties.callbackChange =
        callback -> {
          Map<String, String> changed = change.apply(callback);
          changed.replaceAll((name, value) -> value.replace("ISSUER", parties.issuer()));
          return changed;
        };

    assertFails(fault);
    assertThat(parties.seen("POST /token")).isEmpty();
  }

  static Stream<Arguments> tokens() {
    return Stream.of(
        token("18 no type", "token_type", null),
        token("18 MAC", "token_type", "mac"),
        token("DPoP unasked", "token_type", "DPoP"),
        token("18 a blank", "access_token", SECRET + " b"),
        token("18 a line end", "access_token", SECRET + "\r\nX: y"),
        token("18 long", "access_token", "x".repeat(20_000)),
        token("18 no token", "access_token", null),
        token("18 a number", "access_token", 7),
        token("18 negative", "expires_in", -1),
        token("18 text", "expires_in", "abc"),
        token("18 a fraction", "expires_in", 1.5),
        token("18 an error beside it", "error", "server_error"),
        token("a refresh token with a line end", "refresh_token", SECRET + "\nb"),
        token("a scope with a quote", "scope", "a\"b"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tokens")
  void keepsNoSuchToken(String row, UnaryOperator<Map<String, Object>> change) {
    parties.tokenChange = change;

    assertFails(AuthorizationFault.BAD_TOKEN_RESPONSE);
    assertThat(authorization.isSignedIn()).isFalse();
  }

  static Stream<Arguments> answersWithTokens() {
    String good = "\"token_type\":\"Bearer\",\"access_token\":\"" + SECRET + "\"";
    return Stream.of(
        Arguments.of("a lifetime beyond numbers", "{" + good + ",\"expires_in\":1e400}"),
        Arguments.of("a lifetime beyond long", "{" + good + ",\"expires_in\":1" + "0".repeat(30)),
        Arguments.of("two tokens", "{" + good + ",\"access_token\":\"another\"}"),
        Arguments.of("more behind it", "{" + good + "} {}"),
        Arguments.of("no object", "[" + good + "]"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("answersWithTokens")
  void readsNoSuchAnswerCase18(String row, String body) {
    assertTakesNoTokens(body, AuthorizationFault.BAD_TOKEN_RESPONSE);
  }

  @Test
  void readsNoLongAnswerCase18() {
    String token = SECRET + "x".repeat(1_000_000);
    assertTakesNoTokens(
        "{\"token_type\":\"Bearer\",\"access_token\":\"" + token + "\"}",
        AuthorizationFault.OUT_OF_REACH);
  }

  private void assertTakesNoTokens(String body, AuthorizationFault fault) {
    parties.intercept =
        (path, exchange) -> {
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          return path.equals("/token") && written(exchange, 200, body);
        };

    assertFails(fault);
    assertThat(authorization.isSignedIn()).isFalse();
  }

  @Test
  void sendsCodeAndVerifierToOneAddressCase17() {
    parties.intercept =
        (path, exchange) -> {
          if (!path.equals("/token")) {
            return false;
          }
          exchange.getResponseHeaders().set("Location", parties.origin() + "/stolen");
          return written(exchange, 307, "");
        };

    assertFails(AuthorizationFault.OUT_OF_REACH);
    assertThat(parties.seen("POST /token")).hasSize(1);
    assertThat(parties.seen("POST /stolen")).isEmpty();
  }

  static Stream<Arguments> registrations() {
    return Stream.of(
        token("19 other redirect URIs", "redirect_uris", List.of("https://evil.example/")),
        token("19 an unknown method", "token_endpoint_auth_method", "tls_client_auth"),
        Arguments.of(
            "19 a secret that has expired",
            (UnaryOperator<Map<String, Object>>)
                answer -> {
                  answer.put("token_endpoint_auth_method", "client_secret_basic");
                  answer.put("client_secret", SECRET);
                  answer.put("client_secret_expires_at", 1_000_000_000L);
                  return answer;
                }),
        token("19 a secret that is none", "token_endpoint_auth_method", "client_secret_basic"),
        token("no identifier", "client_id", null),
        token("a line end", "client_id", "a\r\nb"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("registrations")
  void takesNoSuchRegistration(String row, UnaryOperator<Map<String, Object>> change) {
    parties.registrationChange = change;

    assertFails(AuthorizationFault.NO_REGISTRATION);
    assertThat(parties.seen("POST /register")).hasSize(1);
    assertThat(parties.seen("GET /authorize")).isEmpty();
  }

  @Test
  void registersInNoWeakerWayWhereItIsRefusedCase19() {
    parties.intercept =
        (path, exchange) ->
            path.equals("/register")
                && json(exchange, 400, Map.of("error", "invalid_redirect_uri"));

    assertFails(AuthorizationFault.NO_REGISTRATION);
    assertThat(parties.seen("POST /register")).hasSize(1);
    assertThat(parties.opened).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 99_999_999_999L})
  void authenticatesAsTheRegistrationSays(long end) throws Exception {
    parties.registrationChange =
        answer -> {
          answer.put("token_endpoint_auth_method", "client_secret_basic");
          answer.put("client_secret", "s:ecret");
          answer.put("client_secret_expires_at", end);
          return answer;
        };

    assertThat(post().statusCode()).isEqualTo(200);
    TestParties.Seen request = parties.seen("POST /token").get(0);
    assertThat(request.field("Authorization")).startsWith("Basic ");
    assertThat(request.parameters()).doesNotContainKey("client_secret");
  }

  private void assertFails(AuthorizationFault fault) {
    assertThatExceptionOfType(AuthorizationFailedException.class)
        .isThrownBy(this::post)
        .satisfies(e -> assertThat(e.fault()).isEqualTo(fault))
        .satisfies(e -> assertThat(e.getMessage()).startsWith(fault.text()))
        .satisfies(e -> assertThat(Throwables.getStackTrace(e)).doesNotContain(SECRET));
  }

  private HttpResponse<String> post() throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(parties.server()))
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build(),
        BodyHandlers.ofString());
  }

  private Map<String, Object> placed(Map<String, Object> document) {
    document.put(" server", parties.server());
    document.put(" origin", parties.origin());
    document.put(" issuer", parties.issuer());
    return document;
  }

  static boolean json(HttpExchange exchange, int status, Map<String, Object> object) {
    try {
      TestParties.json(exchange, status, object);
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static boolean written(HttpExchange exchange, int status, String body) {
    try {
      TestParties.status(exchange, status, body);
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static UnaryOperator<Map<String, Object>> change(String member, Object value) {
    return document -> {
      Object put = value;
      if (value instanceof String text && document.containsKey(" server")) {
        put =
            text.replace("SERVER", (String) document.get(" server"))
                .replace("ORIGIN", (String) document.get(" origin"))
                .replace("ISSUER", (String) document.get(" issuer"))
                .replace("UPPER", ((String) document.get(" issuer")).replace("http:", "HTTP:"))
                .replace("PORT", ((String) document.get(" issuer")).replaceFirst(":(\\d)", ":0$1"));
      }
      document.remove(member);
      if (put != null) {
        document.put(member, put);
      }
      return document;
    };
  }

  private static Arguments resource(String row, String member, Object value) {
    return Arguments.of(
        row, AuthorizationFault.RESOURCE_MISMATCH, change(member, value), UnaryOperator.identity());
  }

  private static Arguments issuer(
      String row, AuthorizationFault fault, String member, Object value) {
    return Arguments.of(row, fault, UnaryOperator.identity(), change(member, value));
  }

  private static Arguments token(String row, String member, Object value) {
    return Arguments.of(row, change(member, value));
  }

  private static Arguments callback(String row, AuthorizationFault fault, String... changes) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < changes.length; i += 2) {
      values.put(changes[i], changes[i + 1]);
    }
    UnaryOperator<Map<String, String>> change =
        callback -> {
          values.forEach(
              (name, value) -> {
                callback.remove(name);
                if (value != null) {
                  callback.put(name, value);
                }
              });
          return callback;
        };
    return Arguments.of(row, fault, change);
  }
}
