package io.github.jerseymcp.stdio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.jerseymcp.metrics.MicrometerLocalServers;
import io.github.jerseymcp.testsupport.process.Await;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator is told of how local servers end. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class LocalServerEndedTest {

  private final List<LocalServerEnded> ends = new CopyOnWriteArrayList<>();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  private LocalCommandBuilder told(LocalCommandBuilder command) {
    MicrometerLocalServers counted = new MicrometerLocalServers(registry);
    return command.ends(
        ended -> {
          ends.add(ended);
          counted.accept(ended);
          throw new IllegalStateException("a listener that fails");
        });
  }

  private double counted(LocalServerEnded.How how) {
    String name = how.name().toLowerCase(java.util.Locale.ROOT);
    return registry.get("mcp.stdio.ends").tag("how", name).counter().count();
  }

  @ParameterizedTest
  @CsvSource({
    "exit 0, EXITED, ENDED, 0",
    "exit 3, FAILED, ENDED, 3",
    "kill -9 $$, KILLED, ENDED, 137",
    "exec 1>&-; sleep 9, OUTPUT_CLOSED, OUTPUT_CLOSED, -1",
    "for i in $(seq 101); do echo hello; done; sleep 9, LIMIT, NO_PROTOCOL, -1"
  })
  void tellsHowAServerEndedByItself(
      String script,
      LocalServerEnded.How how,
      LocalServerFault fault,
      int code,
      @TempDir Path directory)
      throws Exception {
    try (LocalServer server = told(Scripts.of(directory, script)).build().start()) {
      var unused = server.next();
      Await.until("it is over", Duration.ofSeconds(20), () -> !ends.isEmpty());
    }

    assertThat(ends).singleElement().extracting(LocalServerEnded::how).isEqualTo(how);
    assertThat(ends.get(0).fault()).isEqualTo(fault);
    assertThat(ends.get(0).exitCode().orElse(-1)).isEqualTo(code);
    assertThat(ends.get(0).program()).isEqualTo("sh");
    assertThat(ends.get(0).nanos()).isPositive();
    assertThat(counted(how)).isEqualTo(1);
  }

  @Test
  void tellsOnceThatAServerWasClosedHere(@TempDir Path directory) throws Exception {
    LocalServer server = told(Scripts.of(directory, Scripts.ANSWERS)).build().start();
    assertThat(ends).isEmpty();
    server.close();
    server.close();

    assertThat(ends)
        .singleElement()
        .extracting(LocalServerEnded::how)
        .isEqualTo(LocalServerEnded.How.CLOSED);
  }

  @Test
  void tellsThatAServerWasNotStarted(@TempDir Path directory) {
    LocalCommand none =
        told(LocalCommand.builder(directory.resolve("none"), directory).arguments("secret"))
            .build();

    assertThatExceptionOfType(LocalServerException.class).isThrownBy(none::start);
    LocalCommand broken =
        told(Scripts.of(directory, "exit 0"))
            .launcher(
                launch -> {
                  throw new IllegalStateException("secret");
                })
            .build();
    assertThatExceptionOfType(IllegalStateException.class).isThrownBy(broken::start);

    assertThat(ends)
        .extracting(LocalServerEnded::fault)
        .containsExactly(LocalServerFault.NO_PROGRAM, LocalServerFault.NOT_STARTED);
    assertThat(ends.toString()).doesNotContain("secret", directory.toString());
    assertThat(counted(LocalServerEnded.How.NOT_STARTED)).isEqualTo(2);
  }
}
