package io.github.jerseymcp.stdio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a server may write and do, and what a call gets from it: negative case 36. */
@Tag("once")
@EnabledOnOs({OS.LINUX, OS.MAC})
class HostileOutputTest {

  private static final Duration AT_ONCE = Duration.ofSeconds(5);

  @TempDir private Path directory;

  @ParameterizedTest(name = "C36 {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a banner                     | echo 'Welcome to notes 1.0'",
        "an empty line                | echo",
        "invalid UTF-8                | printf '{\"a\":\"\\377\\376\"}\\n'",
        "an array                     | echo '[1]'",
        "two objects on a line        | echo '{}{}'",
        "a name twice                 | echo '{\"jsonrpc\":\"2.0\",\"jsonrpc\":\"2.0\"}'",
        "an object that is no message | echo '{\"hello\":1}'",
        "an answer to nobody          | echo '{\"jsonrpc\":\"2.0\",\"id\":\"7\",\"result\":{}}'",
        "100 banners                  | for i in $(seq 100); do echo hello; done",
        "lines that end in CR LF      | printf '\\r\\n'",
        "a closed error stream        | exec 2>&-",
        "200 MB without a line end on the error stream | head -c 200000000 /dev/zero >&2",
      })
  void survives(String name, String prelude) throws InterruptedException {
    LocalCommand command = Scripts.of(directory, prelude + "\n" + Scripts.ANSWERS).build();
    try (Talk talk = Talk.with(command)) {
      assertThat(talk.ask().id()).isEqualTo("1");
      assertThat(talk.ask().error()).isNull();
    }
  }

  @ParameterizedTest(name = "C36 {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "an exit with code 3           | exit 3                              | The local server ended: its exit code is 3",
        "a line of 17 MiB              | head -c 17825792 /dev/zero; echo    | The local server wrote a line that is too long",
        "101 lines that are no message | for i in $(seq 101); do echo hello; done; sleep 9 | The local server does not speak the protocol",
        "a closed output               | exec 1>&-; sleep 9                  | The local server closed its output",
        "a child that keeps the output | (trap '' HUP; sleep 9) & exit 0     | The local server ended: its exit code is 0",
      })
  void failsTheCallAtOnceWithTheReason(String name, String doing, String reason)
      throws InterruptedException {
    long start = System.nanoTime();
    try (Talk talk = Talk.with(Scripts.of(directory, "read -r line; " + doing).build())) {
      JSONRPCResponse answer = talk.ask();

      assertThat(answer.error().message()).isEqualTo(reason);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(AT_ONCE);
      assertThatThrownBy(talk::send).hasRootCauseMessage(reason);
    }
  }

  @Test
  void endsAServerThatDoesNotReadC36() {
    LocalCommand command =
        Scripts.of(directory, "sleep 9")
            .limits(StdioLimits.defaults().withMaximumLine(65_536).withMaximumUnread(200_000))
            .build();
    JSONRPCNotification large =
        new JSONRPCNotification("notifications/x", Map.of("text", "x".repeat(60_000)));
    try (Talk talk = Talk.with(command)) {
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 20; i++) {
                  talk.sending(large).block();
                }
              })
          .hasRootCauseMessage("The local server does not read what it is sent");
      JSONRPCNotification larger =
          new JSONRPCNotification("notifications/x", Map.of("text", "x".repeat(70_000)));
      assertThatThrownBy(() -> talk.sending(larger).block())
          .rootCause()
          .isInstanceOf(LocalServerException.class);
    }
  }

  @Test
  void refusesMoreThan64RequestsOfAServerAtATime() throws InterruptedException {
    String flood =
        """
        for i in $(seq 65); do echo '{"jsonrpc":"2.0","id":'$i',"method":"ping"}'; done
        read -r refusal
        case "$refusal" in *'"id":65'*busy*) echo '{"jsonrpc":"2.0","method":"right"}';; esac
        read -r answer
        echo '{"jsonrpc":"2.0","id":66,"method":"ping"}'
        cat >/dev/null
        """;
    try (Talk talk = Talk.with(Scripts.of(directory, flood).build())) {
      for (int i = 0; i < 64; i++) {
        assertThat(talk.next()).isInstanceOf(JSONRPCRequest.class);
      }
      assertThat(((JSONRPCNotification) talk.next()).method()).isEqualTo("right");

      talk.sending(JSONRPCResponse.result(1, Map.of())).block();
      assertThat(((JSONRPCRequest) talk.next()).id()).isEqualTo(66);
    }
  }

  /** Neither an id that is used twice nor a refusal makes room for more. */
  @Test
  void refusesRequestsOfAServerThatTakeTheSameId() throws InterruptedException {
    String flood =
        """
        for i in $(seq 64) 1 1 65; do echo '{"jsonrpc":"2.0","id":'$i',"method":"ping"}'; done
        for i in 1 1 65; do
          read -r refusal
          case "$refusal" in
            *'"id":'$i,*busy*) echo '{"jsonrpc":"2.0","method":"right"}';;
          esac
        done
        cat >/dev/null
        """;
    try (Talk talk = Talk.with(Scripts.of(directory, flood).build())) {
      for (int i = 0; i < 64; i++) {
        assertThat(talk.next()).isInstanceOf(JSONRPCRequest.class);
      }
      for (int i = 0; i < 3; i++) {
        assertThat(talk.next()).isInstanceOf(JSONRPCNotification.class);
      }
      assertThat(talk.waiting()).isZero();
    }
  }

  @Test
  void saysWhyToWhoeverReadsTheStreams() throws Exception {
    LocalCommand command =
        Scripts.of(directory, "echo banner; echo '{\"a\":1}'; read -r line; exit 7").build();
    try (LocalServer server = command.start()) {
      byte[] line = new byte[8];
      assertThat(server.output().readNBytes(line, 0, 8)).isEqualTo(8);
      assertThat(new String(line, UTF_8)).isEqualTo("{\"a\":1}\n");
      server.input().write('\n');
      assertThat(catchThrowableOfType(LocalServerException.class, () -> server.output().read()))
          .hasMessage("The local server ended: its exit code is 7");
      assertThat(server.isRunning()).isFalse();
    }
  }
}
