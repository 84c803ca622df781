package io.github.jerseymcp.container;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles.Lookup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies of one class. Jersey keeps the first component of a class and drops others in silence; it
 * takes components of different classes, though they do the same.
 */
public final class ClassCopies {

  private static final Logger logger = LoggerFactory.getLogger(ClassCopies.class);

  private ClassCopies() {}

  /**
   * A copy of a class that has no nested class and no lambda; the class itself where no class can
   * be made at run time.
   *
   * @param lookup of the package of that class
   */
  public static <T> Class<? extends T> of(
      Class<? extends T> pattern, Class<T> base, Lookup lookup) {
    String file = pattern.getName().substring(pattern.getPackageName().length() + 1) + ".class";
    try (InputStream bytes = pattern.getResourceAsStream(file)) {
      if (bytes != null) {
        return lookup.defineHiddenClass(bytes.readAllBytes(), true).lookupClass().asSubclass(base);
      }
    } catch (IOException | IllegalAccessException | RuntimeException | LinkageError e) {
      logger.warn(
          "No class can be made at run time: a second feature in one application is missed", e);
    }
    return pattern;
  }
}
