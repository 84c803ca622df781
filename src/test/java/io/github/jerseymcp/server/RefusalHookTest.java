package io.github.jerseymcp.server;

import static io.github.jerseymcp.server.Fixture.token;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.refusal.RefusalBody;
import io.github.jerseymcp.testing.Answer;
import io.github.jerseymcp.testing.Call;
import io.github.jerseymcp.testing.InProcess;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What an application may change about a refusal: its body, and nothing else. */
class RefusalHookTest {

  private static final Path LOG = Path.of("target", "tests.log");

  private static final InProcess STANDARD = start(RefusalBody.standard());
  private static final InProcess OWN = start(refusal -> "{\"own\":\"" + refusal.reason() + "\"}");
  private static final InProcess FAILING =
      start(
          refusal -> {
            throw new IllegalStateException("the password is 42");
          });
  private static final InProcess NULL = start(refusal -> null);

  static Stream<Arguments> refusals() {
    String lacking = token("/shelf").sign();
    return Stream.of(
        row("no token", "NO_CREDENTIALS", c -> c),
        row("malformed", "MALFORMED_CREDENTIALS", c -> c.bearer("")),
        row("invalid", "INVALID_TOKEN", c -> c.bearer("x")),
        row("lacking", "INSUFFICIENT_SCOPE", c -> c.bearer(lacking)),
        row("Origin", "ORIGIN_NOT_ALLOWED", c -> c.header("Origin", "null")),
        row("Host", "HOST_NOT_ALLOWED", c -> c.header("Host", "x")),
        row("size", "BODY_TOO_LARGE", c -> c.header("Content-Length", "9999999999")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void changesTheBodyAlone(String row, String reason, UnaryOperator<Call> change) {
    Answer standard = send(STANDARD, change);
    Answer own = send(OWN, change);

    assertThat(own.body()).isEqualTo("{\"own\":\"" + reason + "\"}");
    assertThat(own.status()).isEqualTo(standard.status());
    assertThat(withoutLength(own)).isEqualTo(withoutLength(standard));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void fallsBackIfTheHookFails(String row, String reason, UnaryOperator<Call> change) {
    Answer standard = send(STANDARD, change);

    assertThat(send(FAILING, change)).isEqualTo(standard);
    assertThat(send(NULL, change)).isEqualTo(standard);
  }

  @Test
  void saysOnceThatTheHookFails() throws IOException {
    InProcess server =
        start(
            refusal -> {
              throw new IllegalStateException("of " + refusal.reason());
            });
    long start = Files.size(LOG);

    for (int i = 0; i < 3; i++) {
      assertThat(send(server, call -> call).status()).isEqualTo(401);
    }

    String written = Files.readString(LOG).substring((int) start);
    assertThat(written).containsOnlyOnce("The configured refusal body failed");
  }

  private static Answer send(InProcess server, UnaryOperator<Call> change) {
    return change.apply(server.call("GET", "/shelf")).send();
  }

  private static MultivaluedMap<String, String> withoutLength(Answer answer) {
    MultivaluedMap<String, String> headers = new MultivaluedHashMap<>(answer.headers());
    headers.remove("Content-Length");
    return headers;
  }

  private static InProcess start(RefusalBody body) {
    return Fixture.start(
        Fixture.config().challenges(challenges -> challenges.withBody(body)), ShelfResource.class);
  }

  private static Arguments row(String name, String reason, UnaryOperator<Call> change) {
    return Arguments.of(name, reason, change);
  }
}
