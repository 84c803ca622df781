package io.github.jerseymcp.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testsupport.http.RawHttp;
import io.github.jerseymcp.testsupport.process.JavaProgram;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MainTest {

  @ParameterizedTest
  @ValueSource(strings = {"--port=0", "--port=0 --sessions"})
  @Timeout(60)
  void printsTheReadyLineAndStopsOnSigterm(String options) throws Exception {
    Process process = start(options.split(" "));
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(output.readLine()).matches("MCP server ready at http://127\\.0\\.0\\.1:\\d+/mcp");
      // Not Process.destroy: that closes the streams as well.
      process.toHandle().destroy();
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(errors(process)).doesNotContain("WARN", "ERROR", "xception", "\tat ");
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  @Timeout(60)
  void aStrangersBrokenBodiesLeaveNoTraceInTheLog() throws Exception {
    Process process = start("--port=0");
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      String ready = output.readLine();
      RawHttp server = new RawHttp(URI.create(ready.substring(ready.indexOf("http"))).getPort());
      for (int i = 0; i < 20; i++) {
        assertThat(
                server
                    .send("POST /mcp HTTP/1.1", "Transfer-Encoding: chunked", "Host: x", "", "zz")
                    .status())
            .isEqualTo(400);
      }
      process.toHandle().destroy();
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(errors(process)).doesNotContain("xception", "\tat ");
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  @Timeout(60)
  void refusesABadCommandLineWithOneLineAndAnExitCode() throws Exception {
    Process process = start("--public-url", "http://mcp.example.com");

    assertThat(errors(process)).startsWith("example-server: --public-url").hasLineCount(1);
    assertThat(process.waitFor()).isEqualTo(2);
  }

  @Test
  void helpNamesEveryOption() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    int exitCode =
        Main.run(
            new String[] {"--help"},
            new PrintStream(out, true, StandardCharsets.UTF_8),
            System.err);

    assertThat(exitCode).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains(
            "--public-url",
            "--issuer",
            "--trusted-proxy",
            "--tls-keystore",
            "--api-keys",
            "api-keys create|list|revoke",
            "MCP_DPOP_NONCE_SECRET");
  }

  private static Process start(String... arguments) throws Exception {
    ProcessBuilder command =
        new ProcessBuilder(
            JavaProgram.tool("java"),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName());
    command.command().addAll(List.of(arguments));
    return command.start();
  }

  private static String errors(Process process) throws Exception {
    return new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
