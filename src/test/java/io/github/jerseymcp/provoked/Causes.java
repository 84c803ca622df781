package io.github.jerseymcp.provoked;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.jerseymcp.event.Cause;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** All causes of refusals, as they are found in the classes of the library. */
public final class Causes {

  private static final List<Cause> ALL =
      new ClassFileImporter()
              .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
              .importPackages("io.github.jerseymcp")
              .stream()
              .filter(type -> type.isAssignableTo(Cause.class) && type.isEnum())
              .map(JavaClass::reflect)
              .flatMap(type -> Arrays.stream(type.getEnumConstants()))
              .map(Cause.class::cast)
              .toList();

  private Causes() {}

  /** Each of them once. */
  public static Stream<Cause> all() {
    return ALL.stream();
  }
}
