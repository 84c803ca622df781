package io.github.jerseymcp.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** These parts, and the tests of them, are written with API and the test kit alone. */
class OnlyApiTest {

  private static final String ROOT = "io.github.jerseymcp";

  @Test
  void namesNothingInternal() throws IOException {
    Set<String> api = Set.copyOf(Files.readAllLines(Path.of("docs", "api.txt")));
    JavaClasses parts = new ClassFileImporter().importPackages(ROOT + ".foreign");
    Set<String> internal = new TreeSet<>();
    for (JavaClass part : parts) {
      for (Dependency dependency : part.getDirectDependenciesFromSelf()) {
        String name = dependency.getTargetClass().getBaseComponentType().getName();
        boolean known =
            api.contains(name.replaceFirst("\\$.*", ""))
                || name.startsWith(ROOT + ".foreign.")
                || name.startsWith(ROOT + ".testing.")
                || name.startsWith(ROOT + ".testsupport.");
        if (name.startsWith(ROOT + ".") && !known) {
          internal.add(part.getSimpleName() + " names " + name);
        }
      }
    }

    assertThat(parts).isNotEmpty();
    assertThat(internal).isEmpty();
  }
}
