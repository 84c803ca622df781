package io.github.jerseymcp.manual;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The classes that the recipes of CONTRIBUTING.md name exist, in the package that they name. */
class ContributingTest {

  private static final Path PAGE = Path.of(".github/CONTRIBUTING.md");

  /** A class in its package, {@code `edge/Cors`}, but not one that the reader is to write. */
  private static final Pattern CLASS = Pattern.compile("`((?:[a-z]+/)+(?!Your)[A-Z]\\w+)`");

  private static final List<Path> SOURCES =
      List.of(
          Path.of("src/main/java/io/github/jerseymcp"),
          Path.of("src/test/java/io/github/jerseymcp"),
          Path.of("example-server/src/main/java/io/github/jerseymcp/example"));

  @Test
  void namesClassesThatExist() {
    List<String> missing = new ArrayList<>();
    List<String> lines = Page.read(PAGE).lines();
    for (int i = 0; i < lines.size(); i++) {
      Matcher named = CLASS.matcher(lines.get(i));
      while (named.find()) {
        String file = named.group(1) + ".java";
        if (SOURCES.stream().noneMatch(source -> Files.exists(source.resolve(file)))) {
          missing.add(PAGE + ":" + (i + 1) + ": " + named.group());
        }
      }
    }

    assertThat(missing).isEmpty();
  }
}
