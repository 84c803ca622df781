package io.github.jerseymcp.stdio;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testsupport.process.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that have put their streams elsewhere before anybody looks at them. */
@EnabledOnOs(OS.LINUX)
class ServerPipesTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        ":",
        "exec 3>&1 1>&2 2>&3",
        "exec 3>&1 1>&2 2>/dev/null",
        "exec 3>&1 4>&2 1>/dev/null 2>&3",
        "exec 3>&1 4>&2 </dev/null >/dev/null 2>&1"
      })
  void takesNoStreamForAnother(String moved) throws Exception {
    Path ready = directory.resolve("ready");
    String open = moved.contains("3>") ? ">&3" : "";
    Process process =
        new ProcessBuilder(
                "sh",
                "-c",
                moved
                    + "; : > '"
                    + ready
                    + "'; until [ -e '"
                    + ready
                    + ".go' ]; do sleep 0.02; done;"
                    + " echo answer "
                    + open)
            .start();
    Await.until("it has moved them", PATIENCE, () -> Files.exists(ready));

    ServerPipes pipes = ServerPipes.of(process);
    Files.createFile(directory.resolve("ready.go"));

    assertThat(new String(pipes.output().readAllBytes(), US_ASCII)).isEqualTo("answer\n");
    assertThat(pipes.errors().readAllBytes()).isEmpty();
    assertThat(process.waitFor()).isZero();
    pipes.close();
  }
}
