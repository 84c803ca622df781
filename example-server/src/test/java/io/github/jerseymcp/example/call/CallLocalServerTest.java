package io.github.jerseymcp.example.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.jerseymcp.client.signin.UserAgent;
import io.github.jerseymcp.example.Main;
import io.github.jerseymcp.testsupport.process.JavaProgram;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command {@code call --stdio}, at the example that serves {@code --stdio}, and at scripts. */
@EnabledOnOs({OS.LINUX, OS.MAC})
@Tag("once")
class CallLocalServerTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void startsTheExampleAndCallsIts() throws IOException {
    assertThat(run(example("--tool", "whoami", "--json"))).as("%s", err).isZero();

    var document = new JsonMapper().readTree(out.toByteArray());
    assertThat(document.path("result").path("structuredContent").path("subject").asText())
        .isEqualTo(System.getProperty("user.name"));
  }

  @Test
  void listsTheToolsOfTheExample() {
    assertThat(run(example())).as("%s", err).isZero();

    assertThat(out.toString(UTF_8)).contains("whoami  ", "notes_add  ");
    assertThat(err.toString(UTF_8)).contains("Starting the local server", "Reached: MCP 20");
  }

  @Test
  void startsAServerOfMcp20260728() {
    String script =
        """
        while read -r line; do
          id=$(printf %s "$line" | sed 's/.*"id":\\("[^"]*"\\|[0-9]*\\).*/\\1/')
          case "$line" in
            *'"initialize"'*) r='"error":{"code":-32601,"message":"no"}' ;;
            *'"server/discover"'*) r='"result":{"resultType":"complete","supportedVersions":["2026-07-28"],"capabilities":{"tools":{}},"serverInfo":{"name":"s","version":"1"},"ttlMs":0,"cacheScope":"private"}' ;;
            *) r='"result":{"resultType":"complete","tools":[{"name":"say","description":"newer","inputSchema":{"type":"object"}}],"ttlMs":0,"cacheScope":"private"}' ;;
          esac
          printf '{"jsonrpc":"2.0","id":%s,%s}\\n' "$id" "$r"
        done
        """;
    assertThat(run("--stdio", "--grant", "PATH", "--", "/bin/sh", "-c", script))
        .as("%s", err)
        .isZero();

    assertThat(out.toString(UTF_8)).isEqualToNormalizingNewlines("say  newer\n");
    assertThat(err.toString(UTF_8)).contains("Reached: MCP 2026-07-28");
  }

  @Test
  void saysWhatAServerSaysBesideAndHowItEnded() {
    assertThat(run("--stdio", "--", "/bin/sh", "-c", "echo no database >&2; exit 3")).isEqualTo(3);

    assertThat(err.toString(UTF_8))
        .contains("  | no database", "The local server ended: its exit code is 3");
  }

  @Test
  void saysWhyAProgramIsNotStarted() {
    assertThat(run("--stdio", "--", "/no/such/program")).isEqualTo(3);

    assertThat(err.toString(UTF_8)).contains("The program is not there");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--stdio",
        "--stdio -- relative",
        "--stdio --server https://a.example -- /bin/sh",
        "--stdio --cage cardboard -- /bin/sh",
        "--server https://a.example /bin/sh",
        "--server https://a.example --grant HOME",
      })
  void refusesACommandLineThatSaysTwoThings(String typed) {
    assertThat(run(typed.split(" "))).isEqualTo(2);
  }

  private int run(String... arguments) {
    UserAgent nobody =
        address -> {
          throw new IOException("no browser");
        };
    return new CallCommand(Map.of(), nobody, print(out), print(err)).run(arguments);
  }

  /** The example in a process of its own; the shell is there because tools caches are writable. */
  private static String[] example(String... options) {
    List<String> line = new ArrayList<>(List.of("--stdio"));
    line.addAll(List.of(options));
    line.addAll(List.of("--", "/bin/sh", "-c", "exec \"$@\"", "sh", JavaProgram.tool("java")));
    line.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    line.addAll(List.of("-cp", System.getProperty("java.class.path")));
    line.addAll(List.of(Main.class.getName(), "--stdio"));
    return line.toArray(String[]::new);
  }

  private static PrintStream print(ByteArrayOutputStream stream) {
    return new PrintStream(stream, true, UTF_8);
  }
}
