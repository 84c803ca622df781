package io.github.jerseymcp.manual;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** A Java block of the manual, as the compiler reads it. */
final class Snippet extends SimpleJavaFileObject {

  private static final Pattern TYPE =
      Pattern.compile(
          "^public (?:final |abstract )*(?:class|interface|record) (\\w+)", Pattern.MULTILINE);
  private static final List<String> OPTIONS =
      List.of("--release", "17", "-proc:none", "-Xlint:deprecation,removal,unchecked,rawtypes");

  private final Page.Block block;
  private final String type;

  private Snippet(Page.Block block, String type) {
    super(URI.create("string:///" + type + ".java"), Kind.SOURCE);
    this.block = block;
    this.type = type;
  }

  /** All that need nothing but the class path of the tests. */
  static List<Snippet> all() {
    return Page.ofUsers().stream()
        .flatMap(page -> page.blocks("java").stream())
        .map(block -> new Snippet(block, typeOf(block)))
        .toList();
  }

  /** Compiles all of them together; each problem is told with its line of the page. */
  static List<String> compileAll(Path classes) throws IOException {
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(found, null, UTF_8)) {
      files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes));
      compiler.getTask(new StringWriter(), files, found, OPTIONS, null, all()).call();
    }
    return found.getDiagnostics().stream().map(Snippet::told).toList();
  }

  /** The name of its public type. */
  String type() {
    return type;
  }

  @Override
  public CharSequence getCharContent(boolean ignoreEncodingErrors) {
    return block.text();
  }

  private static String typeOf(Page.Block block) {
    Matcher type = TYPE.matcher(block.text());
    if (!type.find()) {
      throw new AssertionError(block + " has no public type: make it a whole file");
    }
    return type.group(1);
  }

  private static String told(Diagnostic<? extends JavaFileObject> problem) {
    String place = "";
    if (problem.getSource() instanceof Snippet snippet) {
      long line = snippet.block.line() + problem.getLineNumber() - 1;
      place = snippet.block.page() + ":" + line + ": ";
    }
    return place + problem.getMessage(Locale.ROOT);
  }
}
