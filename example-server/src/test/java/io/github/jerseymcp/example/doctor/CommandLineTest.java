package io.github.jerseymcp.example.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.jerseymcp.example.doctor.finding.Rule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command {@code doctor}: what it takes, what it prints, and how it ends. */
@Tag("once")
@Timeout(60)
final class CommandLineTest {

  private static final String TOKEN = FaultyServer.TOKEN;

  static Stream<List<String>> badCommandLines() {
    return Stream.of(
        List.of(),
        List.of("ftp://example.com/mcp"),
        List.of("no-address"),
        List.of("http://user:secret-word@127.0.0.1/mcp"),
        List.of("http://127.0.0.1/mcp#secret-word"),
        List.of("http://127.0.0.1/mcp", "--tokn", "secret-word"),
        List.of("http://127.0.0.1/mcp", "secret-word"),
        List.of("http://127.0.0.1/mcp", "--token"),
        List.of("http://127.0.0.1/mcp", "--token", "secret-word with a space"),
        List.of("http://192.0.2.1/mcp", "--token", "secret-word"));
  }

  @ParameterizedTest
  @MethodSource("badCommandLines")
  void refusesABadCommandLineWithoutRepeatingIt(List<String> arguments) {
    DoctorRun run = DoctorRun.of(arguments.toArray(String[]::new));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .startsWith("example-server: ")
        .hasLineCount(1)
        .doesNotContain("secret-word");
  }

  @Test
  void endsWellWhereNothingIsWrong() {
    try (FaultyServer server = FaultyServer.withoutFault()) {
      DoctorRun run = DoctorRun.withToken(TOKEN, server.url());

      assertThat(run.exitCode()).as(run.out()).isZero();
      assertThat(run.err()).isEmpty();
      assertThat(run.out())
          .startsWith(server.url() + ": ")
          .contains("requests, with a token", "ok      session-end: ")
          .endsWith("0 wrong, 0 advice, 0 could not be told, 39 right" + System.lineSeparator());
    }
  }

  @Test
  void adviceIsNoReasonToFail() {
    try (FaultyServer server = FaultyServer.with(Fault.NAMES_NO_SCOPES)) {
      DoctorRun run = DoctorRun.withToken(TOKEN, server.url());

      assertThat(run.exitCode()).isZero();
      assertThat(run.out()).contains("advice  scopes: ", "Rule: ", "Fix: ");
    }
  }

  @Test
  void whatIsWrongComesFirstWithItsRuleAndFix() {
    try (FaultyServer server = FaultyServer.with(Fault.TAKES_UNSIGNED_TOKENS)) {
      DoctorRun run = DoctorRun.withToken(TOKEN, server.url());

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.out().lines().skip(2).limit(3).toList())
          .containsExactly(
              "WRONG   invalid-token: A TOKEN THAT NOBODY SIGNED is accepted (alg none)",
              "        Rule: MCP authorization, token handling; RFC 6750 section 3.1",
              "        Fix: Answer any token that is no good with 401 and error=\"invalid_token\", by a constant");
    }
  }

  @Test
  void saysWhatItCannotTellWithoutAToken() {
    try (FaultyServer server = FaultyServer.withoutFault()) {
      DoctorRun run = DoctorRun.of(server.url());

      assertThat(run.exitCode()).isZero();
      assertThat(run.out())
          .contains("without a token", "unknown session-end: That takes a token: --token");
    }
  }

  @Test
  void printsOneDocumentForPrograms() throws Exception {
    try (FaultyServer server = FaultyServer.with(Fault.IGNORES_THE_PROTOCOL_HEADER)) {
      DoctorRun run = DoctorRun.withToken(TOKEN, server.url(), "--json");
      JsonNode document = new ObjectMapper().readTree(run.out());
      JsonNode first = document.path("findings").path(0);

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(document.fieldNames())
          .toIterable()
          .containsExactly("format", "url", "requests", "token", "counts", "findings");
      assertThat(document.path("format").asInt()).isEqualTo(1);
      assertThat(document.path("url").asText()).isEqualTo(server.url());
      assertThat(document.path("requests").asInt()).isBetween(20, 45);
      assertThat(document.path("token").asBoolean()).isTrue();
      assertThat(document.path("counts").path("wrong").asInt()).isEqualTo(1);
      assertThat(first.fieldNames())
          .toIterable()
          .containsExactly("id", "verdict", "seen", "rule", "fix");
      assertThat(first.path("id").asText()).isEqualTo("protocol-header");
      assertThat(first.path("verdict").asText()).isEqualTo("wrong");
    }
  }

  @Test
  void takesTheTokenFromTheInputToo() {
    try (FaultyServer server = FaultyServer.withoutFault()) {
      DoctorRun input = DoctorRun.run(Map.of(), TOKEN + "\n", server.url(), "--token", "-");
      DoctorRun argument = DoctorRun.of(server.url(), "--token", TOKEN);

      assertThat(input.out()).contains("0 could not be told");
      assertThat(argument.out()).contains("0 could not be told");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--json"})
  void neverPrintsTheToken(String json) {
    String[] parts = TOKEN.split("\\.");
    for (Fault fault : new Fault[] {Fault.REPEATS_THE_TOKEN, Fault.LETS_UNKNOWN_PAGES_IN}) {
      try (FaultyServer server = FaultyServer.with(fault)) {
        DoctorRun run =
            json.isEmpty()
                ? DoctorRun.of(server.url(), "--token", TOKEN)
                : DoctorRun.of(server.url(), "--token", TOKEN, json);

        assertThat(run.out() + run.err()).doesNotContain(parts);
      }
    }
  }

  @Test
  void hidesAQueryWhichMayBeAKey() {
    try (FaultyServer server = FaultyServer.withoutFault()) {
      DoctorRun run = DoctorRun.of(server.url() + "?key=secret-word");

      assertThat(run.out()).contains(server.url() + "?(hidden)");
      assertThat(run.out() + run.err()).doesNotContain("secret-word");
    }
  }

  @Test
  void tellsHowItIsUsed() {
    DoctorRun run = DoctorRun.of("--help");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("URL", "--token", "--json", "MCP_DOCTOR_TOKEN", "at most 45");
  }

  @Test
  void theManualNamesEachRule() throws Exception {
    String page = Files.readString(Path.of("..", "docs", "guide", "doctor.md"));

    for (Rule rule : Rule.values()) {
      assertThat(page).contains("| `" + rule.id() + "` | " + rule.source() + " |");
    }
  }
}
