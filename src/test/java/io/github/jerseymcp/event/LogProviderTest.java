package io.github.jerseymcp.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testsupport.process.JavaProgram;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Who has no provider of SLF4J reads so, once, where it can be read. */
class LogProviderTest {

  /** An application that starts twice. */
  static final class TwoStarts {

    public static void main(String[] arguments) {
      LogProvider.warnIfMissing();
      LogProvider.warnIfMissing();
    }
  }

  @Test
  void saysOnceThatNothingIsLogged() throws Exception {
    assertThat(run(element -> !element.contains("slf4j-simple")))
        .containsOnlyOnce("WARNING: SLF4J has no provider");
  }

  @Test
  void saysNothingWhereThereIsOne() throws Exception {
    assertThat(run(element -> true)).doesNotContain("SLF4J has no provider");
  }

  private static String run(Predicate<String> kept) throws IOException, InterruptedException {
    String path =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(kept)
            .collect(Collectors.joining(File.pathSeparator));
    Process process =
        new ProcessBuilder(
                List.of(
                    JavaProgram.tool("java"),
                    "-Duser.language=en",
                    "-cp",
                    path,
                    TwoStarts.class.getName()))
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return said;
  }
}
