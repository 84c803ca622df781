package io.github.jerseymcp.stdio;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testsupport.process.Await;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
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

  /** The JDK takes over what is left in its pipes when it learns of the end, then closes them. */
  @Test
  void leavesTheStreamsOfOneThatHasEndedToTheJdk() throws Exception {
    Process process = new ProcessBuilder("sh", "-c", "read go; echo answer").start();

    ServerPipes pipes = ServerPipes.of(new Ended(process));

    assertThat(pipes.output()).isSameAs(process.getInputStream());
    assertThat(pipes.errors()).isSameAs(process.getErrorStream());
    process.getOutputStream().write('\n');
    process.getOutputStream().close();
    assertThat(new String(pipes.output().readAllBytes(), US_ASCII)).isEqualTo("answer\n");
    pipes.close();
  }

  /** As it is between its end and the moment when the JDK has looked at its pipes. */
  private static final class Ended extends Process {

    private final Process process;

    Ended(Process process) {
      this.process = process;
    }

    @Override
    public boolean isAlive() {
      return false;
    }

    @Override
    public long pid() {
      return process.pid();
    }

    @Override
    public OutputStream getOutputStream() {
      return process.getOutputStream();
    }

    @Override
    public InputStream getInputStream() {
      return process.getInputStream();
    }

    @Override
    public InputStream getErrorStream() {
      return process.getErrorStream();
    }

    @Override
    public int waitFor() throws InterruptedException {
      return process.waitFor();
    }

    @Override
    public int exitValue() {
      return process.exitValue();
    }

    @Override
    public void destroy() {
      process.destroy();
    }
  }
}
