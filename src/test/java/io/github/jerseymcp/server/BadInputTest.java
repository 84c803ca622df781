package io.github.jerseymcp.server;

import static io.github.jerseymcp.server.Fixture.token;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.Base64URL;
import io.github.jerseymcp.testing.Answer;
import io.github.jerseymcp.testing.Call;
import io.github.jerseymcp.testing.InProcess;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is sent, the answer is the right 4xx and tells nothing of the inside. */
class BadInputTest {

  private static final InProcess SERVER = Fixture.start(OpenNotes.class);
  private static final int MEBIBYTE = 1 << 20;

  static Stream<Arguments> inputs() {
    return Stream.of(
        row("T-34 a token of 1 MiB", 431, c -> c.bearer("a".repeat(MEBIBYTE))),
        row("T-34 a token of 20 KiB", 401, c -> c.bearer("a".repeat(20_000))),
        row("T-34 a signed token of 20 KiB", 401, c -> c.bearer(signed("a".repeat(15_000)))),
        row("T-34 a header of 70 KB", 431, c -> c.header("X", "a".repeat(70_000))),
        row("T-34 201 header fields", 431, c -> fields(c, 201)),
        row("T-34 100,000 header fields", 431, c -> fields(c, 100_000)),
        row("T-34 a body of 5 MiB", 413, c -> good(c).body("x/y", "a".repeat(5 * MEBIBYTE))),
        row("T-34 a declared body of 5 MiB", 413, c -> c.header("Content-Length", "5242880")),
        row("T-34 a length that is none", 400, c -> c.header("Content-Length", "5,5")),
        row("T-34 two lengths", 400, c -> length(length(c))),
        row("dots", 401, c -> c.bearer("..")),
        row("many dots", 401, c -> c.bearer(".".repeat(10_000))),
        row("empty objects", 401, c -> c.bearer("e30.e30.e30")),
        row("only a header", 401, c -> c.bearer(Base64URL.encode("{\"alg\":\"ES256\"}") + "..")),
        row("deep JSON", 401, c -> c.bearer(raw("{\"a\":" + "[".repeat(6000)))),
        row("deep objects", 401, c -> c.bearer(raw("{\"a\":".repeat(2000)))),
        row("a huge number", 401, c -> c.bearer(raw("{\"exp\":" + "9".repeat(9000) + "}"))),
        row("a huge exponent", 401, c -> c.bearer(raw("{\"exp\":1e999999999}"))),
        row("NaN", 401, c -> c.bearer(raw("{\"exp\":NaN}"))),
        row("a lone surrogate", 401, c -> c.bearer(raw("{\"sub\":\"\\ud800\"}"))),
        row("many members", 401, c -> c.bearer(raw(manyMembers()))),
        row("a comment", 401, c -> c.bearer(raw("{/**/}"))),
        row("not JSON", 401, c -> c.bearer(raw("iss=x"))),
        row("nothing", 401, c -> c.bearer(raw(""))),
        row("null", 401, c -> c.bearer(raw("null"))),
        row("zero bytes", 401, c -> c.bearer(raw("\0\0\0"))),
        row("a malformed Accept", 400, c -> good(c).header("Accept", "///")),
        row("a malformed Content-Type", 400, c -> good(c).header("Content-Type", "/")),
        row("the same, anonymous", 401, c -> c.header("Content-Type", "/")),
        row("a malformed Content-Type of a form", 400, c -> good(c).header("Content-Type", "a;b")),
        row("a malformed language", 401, c -> c.header("Accept-Language", "\u0000;;q=x")),
        row("a malformed cookie", 401, c -> c.header("Cookie", "=;=;\"")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("inputs")
  void answersWithTheRightStatusAndNothingElse(String row, int status, UnaryOperator<Call> change) {
    Answer answer = change.apply(SERVER.call("POST", "/mcp")).send();

    assertThat(answer.status()).isEqualTo(status);
    Expected.tellsNothingOfTheInside(answer);
  }

  /** Each run damages a valid token in another way; the seed is the number of the run. */
  @RepeatedTest(300)
  void refusesADamagedToken(RepetitionInfo run) {
    Random random = new Random(run.getCurrentRepetition());
    StringBuilder damaged = new StringBuilder(token("/mcp").sign());
    String alphabet = "AZaz09-_.=~+/";
    int at = random.nextInt(damaged.length());
    char next = alphabet.charAt(random.nextInt(alphabet.length()));
    switch (random.nextInt(3)) {
      case 0 -> damaged.deleteCharAt(at);
      case 1 -> damaged.insert(at, next);
      default -> damaged.setCharAt(at, damaged.charAt(at) == next ? '~' : next);
    }
    Answer answer = SERVER.call("POST", "/mcp").bearer(damaged.toString()).send();

    assertThat(answer.status()).isBetween(400, 401);
    Expected.tellsNothingOfTheInside(answer);
  }

  private static Call good(Call call) {
    return call.bearer(token("/mcp").sign());
  }

  private static Call length(Call call) {
    return call.header("Content-Length", "0");
  }

  private static Call fields(Call call, int number) {
    for (int i = 0; i < number; i++) {
      call.header("X-" + i, "");
    }
    return call;
  }

  private static String signed(String filler) {
    return token("/mcp").claim("filler", filler).sign();
  }

  private static String raw(String payload) {
    return token("/mcp").rawPayload(payload.getBytes(UTF_8)).sign();
  }

  private static String manyMembers() {
    StringBuilder members = new StringBuilder("{\"a\":0");
    for (int i = 0; i < 1000; i++) {
      members.append(",\"").append(i).append("\":0");
    }
    return members.append('}').toString();
  }

  private static Arguments row(String name, int status, UnaryOperator<Call> change) {
    return Arguments.of(name, status, change);
  }
}
