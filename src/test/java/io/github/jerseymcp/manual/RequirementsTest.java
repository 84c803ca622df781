package io.github.jerseymcp.manual;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tests that docs/requirements.md names exist. */
class RequirementsTest {

  private static final Path PAGE = Path.of("docs/requirements.md");

  /** A test, with its package and method where they are named: {@code mcp.StormTest.method}. */
  private static final Pattern TEST =
      Pattern.compile("`((?:[a-z0-9]+\\.)*)([A-Z]\\w*(?:Test|Rules))(?:\\.(\\w+))?`");

  private final List<Path> tests = testsIn("src/test/java", "example-server/src/test/java");

  @Test
  void eachTestThatIsNamedExists() throws IOException {
    List<String> missing = new ArrayList<>();
    List<String> lines = Page.read(PAGE).lines();
    for (int i = 0; i < lines.size(); i++) {
      Matcher named = TEST.matcher(lines.get(i));
      while (named.find()) {
        if (!exists(named.group(1), named.group(2), named.group(3))) {
          missing.add(PAGE + ":" + (i + 1) + ": " + named.group());
        }
      }
    }

    assertThat(missing).isEmpty();
  }

  private boolean exists(String packages, String type, String method) throws IOException {
    String end = "/" + packages.replace('.', '/') + type + ".java";
    for (Path test : tests) {
      if (test.toString().endsWith(end)
          && (method == null || Files.readString(test).contains(" " + method + "("))) {
        return true;
      }
    }
    return false;
  }

  private static List<Path> testsIn(String... directories) {
    List<Path> found = new ArrayList<>();
    for (String directory : directories) {
      try (Stream<Path> files = Files.walk(Path.of(directory))) {
        files.filter(file -> file.toString().endsWith(".java")).forEach(found::add);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
    return found;
  }
}
