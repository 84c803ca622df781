package io.github.jerseymcp.manual;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each Java snippet of the manual is a whole file that compiles without a warning, together with
 * the others. Snippets for hosts that are not on the class path here are marked with the name of
 * the host, and are compiled by {@code .ci/outside-project}.
 */
class JavaSnippetTest {

  private static final Pattern TYPE =
      Pattern.compile(
          "^public (?:final |abstract )*(?:class|interface|record) (\\w+)", Pattern.MULTILINE);
  private static final Pattern MARKED = Pattern.compile("```java (dropwizard|spring-boot)");
  private static final List<String> OPTIONS =
      List.of("--release", "17", "-proc:none", "-Xlint:deprecation,removal,unchecked,rawtypes");

  @Test
  void compilesAsItStands(@TempDir Path classes) throws IOException {
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<Snippet> snippets = blocks().map(Snippet::of).toList();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(found, null, UTF_8)) {
      files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes));
      compiler.getTask(new StringWriter(), files, found, OPTIONS, null, snippets).call();
    }

    assertThat(found.getDiagnostics().stream().map(JavaSnippetTest::place)).isEmpty();
  }

  /** So that all of them can be pasted into one project, as .ci/outside-project does. */
  @Test
  void noTwoSnippetsAreOfOneName() {
    assertThat(blocks().map(Snippet::typeOf)).isNotEmpty().doesNotHaveDuplicates();
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

  private static Stream<Page.Block> blocks() {
    return Page.ofUsers().stream().flatMap(page -> page.blocks("java").stream());
  }

  /** What is wrong, and the line of the page where it is. */
  private static String place(Diagnostic<? extends JavaFileObject> problem) {
    String text = problem.getMessage(Locale.ROOT);
    return problem.getSource() instanceof Snippet snippet
        ? snippet.block.page()
            + ":"
            + (snippet.block.line() + problem.getLineNumber() - 1)
            + ": "
            + text
        : text;
  }

  /** A block as the compiler reads it. */
  private static final class Snippet extends SimpleJavaFileObject {

    private final Page.Block block;

    private Snippet(Page.Block block, String type) {
      super(URI.create("string:///" + type + ".java"), Kind.SOURCE);
      this.block = block;
    }

    static Snippet of(Page.Block block) {
      return new Snippet(block, typeOf(block));
    }

    static String typeOf(Page.Block block) {
      Matcher type = TYPE.matcher(block.text());
      if (!type.find()) {
        throw new AssertionError(block + " has no public type: make it a whole file");
      }
      return type.group(1);
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return block.text();
    }
  }
}
