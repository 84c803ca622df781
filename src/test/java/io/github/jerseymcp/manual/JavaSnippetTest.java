package io.github.jerseymcp.manual;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each Java snippet of the manual is a whole file that compiles without a warning, together with
 * the others. Snippets for hosts that are not on the class path here are marked with the name of
 * the host, and are compiled by {@code .ci/outside-project}.
 */
class JavaSnippetTest {

  private static final Pattern MARKED = Pattern.compile("```java (dropwizard|spring-boot)");

  @Test
  void compilesAsItStands(@TempDir Path classes) throws IOException {
    assertThat(Snippet.compileAll(classes)).isEmpty();
  }

  /** So that all of them can be pasted into one project, as .ci/outside-project does. */
  @Test
  void noTwoSnippetsAreOfOneName() {
    assertThat(Snippet.all().stream().map(Snippet::type)).isNotEmpty().doesNotHaveDuplicates();
  }

  @Test
  void isNothingElseThanJavaOrJavaForKnownHost() {
    List<String> others = new ArrayList<>();
    for (Page page : Page.ofUsers()) {
      page.lines().stream()
          .filter(line -> line.startsWith("```java") && !line.equals("```java"))
          .filter(line -> !MARKED.matcher(line).matches())
          .forEach(line -> others.add(page + ": " + line));
    }

    assertThat(others).isEmpty();
  }
}
