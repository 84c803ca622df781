package io.github.jerseymcp.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server prints works as pasted into a shell. */
final class AnnouncementTest {

  @ParameterizedTest
  @CsvSource({
    "--public-url https://mcp.example.com, true",
    "--public-url https://mcp.example.com --trusted-proxy 10.0.0.0/8, false",
    "--host 127.0.0.1, false"
  })
  void saysWhereHttpsIsPromisedAndNobodyEndsTls(String options, boolean said) throws Exception {
    try (ExampleServer server =
        ExampleServer.start(Options.parse(("--port 0 " + options).split(" ")))) {
      assertThat(Announcement.of(server).contains("this port speaks plain http")).isEqualTo(said);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " --dpop-nonce", " --sessions", " --sessions --dpop-nonce"})
  @Timeout(60)
  void theFourthCommandCallsWithProof(String option) throws Exception {
    assumeTrue(has("node"), "no Node here");
    try (ExampleServer server =
        ExampleServer.start(Options.parse(("--port 0" + option).split(" ")))) {
      Process call = new ProcessBuilder("sh", "-c", commands(server).get(3)).start();

      String printed = new String(call.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      String errors = new String(call.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(call.waitFor()).as(errors).isZero();
      assertThat(printed)
          .startsWith("HTTP 200\n")
          .contains("\\\"subject\\\":\\\"alice\\\"", "\\\"binding\\\":\\\"dpop\\\"");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " --sessions"})
  @Timeout(60)
  void theFirstThreeCommandsEndInAToolCall(String option) throws Exception {
    assumeTrue(has("curl"), "no curl here");
    try (ExampleServer server =
        ExampleServer.start(Options.parse(("--port 0" + option).split(" ")))) {
      String script = String.join("\n", commands(server).subList(0, 3));
      Process shell = new ProcessBuilder("sh", "-c", script).start();

      String printed = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(printed)
          .startsWith("HTTP/1.1 401 ")
          .contains("HTTP/1.1 200 ", "\\\"subject\\\":\\\"alice\\\"");
    }
  }

  @Test
  void withoutDpopThereAreThreeCommands() throws Exception {
    try (ExampleServer server =
        ExampleServer.start(Options.parse("--port", "0", "--dpop", "off"))) {
      assertThat(commands(server)).hasSize(3);
    }
  }

  private static List<String> commands(ExampleServer server) {
    return Announcement.of(server)
        .lines()
        .filter(line -> line.startsWith("  "))
        .map(String::strip)
        .filter(line -> !line.startsWith("Try") && !line.startsWith("Development"))
        .toList();
  }

  private static boolean has(String program) throws InterruptedException {
    try {
      return new ProcessBuilder(program, "--version").start().waitFor(20, TimeUnit.SECONDS);
    } catch (IOException e) {
      return false;
    }
  }
}
