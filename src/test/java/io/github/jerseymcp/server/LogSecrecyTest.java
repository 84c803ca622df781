package io.github.jerseymcp.server;

import static io.github.jerseymcp.server.Fixture.token;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testing.Answer;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.testing.SigningKey;
import io.github.jerseymcp.testing.TestToken;
import io.github.jerseymcp.testsupport.LogFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * S-27: whatever a request brings, nothing of a token or its claims is in any log, at TRACE, of
 * this library, Jersey, Nimbus and the JDK. What is logged goes to one file:
 * simplelogger.properties.
 */
class LogSecrecyTest {

  private static final String SECRET = "Distinctive7c1f";
  private static final int PART = 16;

  private final Logger jersey = Logger.getLogger("org.glassfish.jersey");
  private final Level before = jersey.getLevel();
  private long start;

  @BeforeEach
  void listen() {
    SLF4JBridgeHandler.install();
    jersey.setLevel(Level.ALL);
    start = LogFile.size();
  }

  @AfterEach
  void stop() {
    jersey.setLevel(before);
    SLF4JBridgeHandler.uninstall();
  }

  static Stream<Arguments> requests() {
    InProcess plain = Fixture.start(OpenNotes.class, ShelfResource.class);
    InProcess denying = mapping(claims -> null);
    InProcess failing =
        mapping(
            claims -> {
              throw new IllegalStateException("no user " + claims);
            });
    return Stream.of(
        row("valid", plain, "/mcp", "", t -> t),
        row("insufficient scope", plain, "/shelf", "Refused a request to /shelf", t -> t),
        row("expired", plain, "/mcp", "Refused a token for /mcp", t -> t.claim("exp", 1)),
        row("audience", plain, "/mcp", "Refused a token", t -> t.audience(SECRET)),
        row("issuer", plain, "/mcp", "Refused a token", t -> t.claim("iss", "https://" + SECRET)),
        row("type", plain, "/mcp", "Refused a token", t -> t.header("typ", SECRET)),
        row("algorithm", plain, "/mcp", "Refused a token", t -> t.header("alg", SECRET)),
        row("key", plain, "/mcp", "Refused a token", t -> t.header("kid", SECRET)),
        row("missing claim", plain, "/mcp", "Refused a token", t -> t.without("jti")),
        row(
            "mistyped claim",
            plain,
            "/mcp",
            "Refused a token",
            t -> t.claim("sub", List.of(SECRET))),
        row(
            "forged",
            plain,
            "/mcp",
            "Refused a token",
            t -> t.forgedBy(SigningKey.generate("ES256", "other"))),
        row(
            "not JSON",
            plain,
            "/mcp",
            "Refused a token",
            t -> t.rawPayload(SECRET.getBytes(UTF_8))),
        row("bound", plain, "/mcp", "CONFIRMATION", t -> t.claim("cnf", Map.of("jkt", SECRET))),
        row("path", plain, "/mcp/" + SECRET, "", t -> t),
        row("denied", denying, "/mcp", "CALLER_DENIED", t -> t),
        row("mapper fails", failing, "/mcp", "mapper failed", t -> t));
  }

  @ParameterizedTest(name = "S-27 {0}")
  @MethodSource("requests")
  void logsNothingOfATokenOrItsClaims(
      String row, InProcess server, String path, String expected, UnaryOperator<TestToken> change) {
    String resource = path.startsWith("/mcp") ? "/mcp" : path;
    TestToken token =
        change.apply(
            token(resource)
                .subject("sub-" + SECRET)
                .clientId("client-" + SECRET)
                .scope("scope-" + SECRET)
                .claim("email", SECRET + "@example.com"));
    String signed = token.sign();
    Answer answer = server.call("POST", path).bearer(signed).send();
    server.call("POST", path).header("Authorization", "Bearer " + signed + "!").send();
    server.call("POST", path + "?access_token=" + signed).send();

    String logged = LogFile.from(start);
    assertThat(logged).contains("Refused a request to " + resource, expected);
    assertThat(logged).doesNotContain(SECRET).doesNotContain(parts(signed));
    if (answer.status() != 200) {
      assertThat(answer.headers() + answer.body()).doesNotContain(SECRET);
    }
  }

  /** Every stretch of the header's end, payload and signature, so that no cut of them passes. */
  private static List<String> parts(String token) {
    List<String> parts = new ArrayList<>();
    for (int i = token.indexOf('.'); i + PART <= token.length(); i += PART) {
      parts.add(token.substring(i, i + PART));
    }
    return parts;
  }

  private static InProcess mapping(UnaryOperator<Object> map) {
    return Fixture.start(
        Fixture.config()
            .principalMapper((claims, sender) -> Optional.ofNullable(map.apply(claims))),
        OpenNotes.class);
  }

  private static Arguments row(
      String name,
      InProcess server,
      String path,
      String expected,
      UnaryOperator<TestToken> change) {
    return Arguments.of(name, server, path, expected, change);
  }
}
