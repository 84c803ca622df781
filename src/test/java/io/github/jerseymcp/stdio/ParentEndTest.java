package io.github.jerseymcp.stdio;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testsupport.process.Await;
import io.github.jerseymcp.testsupport.process.ChildProcess;
import io.github.jerseymcp.testsupport.process.JavaProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a server whose client's process ends: negative case 37. */
@EnabledOnOs(OS.LINUX)
@Tag("once")
class ParentEndTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private Path directory;

  @Test
  void seesTheEndOfItsInputWhenTheParentIsKilledC37() throws Exception {
    try (ChildProcess parent =
        JavaProgram.start("parent", Map.of(), DyingParent.class, List.of(directory.toString()))) {
      long pid = Long.parseLong(parent.awaitLine("started "));
      ProcessHandle.of(pid).orElseThrow().destroyForcibly();

      Await.until("it ended", PATIENCE, () -> Files.exists(directory.resolve("ended")));
    }
  }

  @Test
  void isEndedWithAParentThatExitsC37() throws Exception {
    try (ChildProcess parent =
        JavaProgram.start(
            "parent", Map.of(), DyingParent.class, List.of(directory.toString(), "exit"))) {
      assertThat(parent.endsWell(PATIENCE)).isTrue();
      long server = Long.parseLong(Files.readString(directory.resolve("it.pid")).strip());

      assertThat(ProcessFamilyTest.runs(server)).isFalse();
      assertThat(directory.resolve("ended")).exists();
    }
  }
}
