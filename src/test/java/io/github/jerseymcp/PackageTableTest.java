package io.github.jerseymcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The table of packages in docs/architecture.md, which says what each may import. */
@Tag("once")
class PackageTableTest {

  private static final String ROOT = "io.github.jerseymcp";
  private static final Path DOCUMENT = Path.of("docs", "architecture.md");

  /** A row: the package, one line, what it imports. */
  private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| ([^|]+) \\| ([^|]+) \\|");

  private static final Pattern NAME = Pattern.compile("root|`([^`]+)`");

  private static final int MOST_FILES = 45;
  private static final int MOST_FILES_OF_LATER_PARTS = 15;
  private static final int MOST_LINES = 250;

  @Test
  void saysWhatEachPackageImports() throws IOException {
    assertThat(rows(table())).containsExactlyInAnyOrderElementsOf(rows(imports()));
  }

  @Test
  void hasRoomInEveryPackage() throws IOException {
    Map<String, Long> files =
        sources().collect(Collectors.groupingBy(PackageTableTest::nameOf, Collectors.counting()));

    assertThat(files)
        .allSatisfy(
            (name, count) ->
                assertThat(count)
                    .as("files in %s", name)
                    .isLessThanOrEqualTo(
                        name.startsWith(".mcp.") || name.startsWith(".client")
                            ? MOST_FILES_OF_LATER_PARTS
                            : MOST_FILES));
  }

  @Test
  void hasSmallFiles() throws IOException {
    Map<String, Long> lines = new TreeMap<>();
    for (Path file : sources().toList()) {
      try (Stream<String> text = Files.lines(file)) {
        lines.put(file.getFileName().toString(), text.count());
      }
    }
    lines.values().removeIf(count -> count <= MOST_LINES);

    assertThat(lines).isEmpty();
  }

  private static List<String> rows(Map<String, Set<String>> imports) {
    return imports.entrySet().stream()
        .map(row -> row.getKey() + " imports " + String.join(", ", row.getValue()))
        .toList();
  }

  private static Map<String, Set<String>> table() throws IOException {
    Map<String, Set<String>> rows = new TreeMap<>();
    for (String line : Files.readAllLines(DOCUMENT)) {
      Matcher row = ROW.matcher(line);
      if (row.matches() && !row.group(1).equals(".testing")) {
        rows.put(row.group(1).equals(ROOT) ? "root" : row.group(1), names(row.group(3)));
      }
    }
    return rows;
  }

  private static Set<String> names(String cell) {
    return NAME.matcher(cell)
        .results()
        .map(name -> name.group(1) == null ? "root" : name.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Map<String, Set<String>> imports() {
    JavaClasses library =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);
    Map<String, Set<String>> imports = new TreeMap<>();
    for (JavaClass type : library) {
      String own = nameOf(type.getPackageName());
      Set<String> others = imports.computeIfAbsent(own, first -> new TreeSet<>());
      type.getDirectDependenciesFromSelf().stream()
          .map(Dependency::getTargetClass)
          .map(JavaClass::getBaseComponentType)
          .map(JavaClass::getPackageName)
          .filter(name -> name.equals(ROOT) || name.startsWith(ROOT + "."))
          .map(PackageTableTest::nameOf)
          .filter(name -> !name.equals(own))
          .forEach(others::add);
    }
    return imports;
  }

  private static String nameOf(String packageName) {
    return packageName.equals(ROOT) ? "root" : packageName.substring(ROOT.length());
  }

  private static Stream<Path> sources() throws IOException {
    try (Stream<Path> all = Files.walk(Path.of("src", "main", "java"))) {
      return all
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.endsWith("package-info.java"))
          .toList()
          .stream();
    }
  }

  private static String nameOf(Path file) {
    Path root = Path.of("src", "main", "java").resolve(ROOT.replace('.', '/'));
    String folder = root.relativize(file.getParent()).toString().replace('/', '.');
    return folder.isEmpty() ? "root" : "." + folder;
  }
}
