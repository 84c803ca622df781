package io.github.jerseymcp.server;

import io.github.jerseymcp.config.McpSecurityConfig;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes features of which each has a class of its own. Jersey keeps the first component of a class
 * and drops others in silence. Features of different classes all get to be configured, so that a
 * second one can stop the start.
 */
final class DistinctFeatures {

  private static final Logger logger = LoggerFactory.getLogger(DistinctFeatures.class);
  private static final Optional<byte[]> PATTERN = read(Pattern.class);

  private DistinctFeatures() {}

  static McpSecurityFeature create(McpSecurityConfig config) {
    if (PATTERN.isPresent()) {
      try {
        return (McpSecurityFeature)
            MethodHandles.lookup()
                .defineHiddenClass(PATTERN.get(), true)
                .lookupClass()
                .getDeclaredConstructor(McpSecurityConfig.class)
                .newInstance(config);
      } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
        logger.debug("No class can be made at run time here", e);
      }
    }
    return new Pattern(config);
  }

  private static Optional<byte[]> read(Class<?> type) {
    String file = type.getName().substring(type.getPackageName().length() + 1) + ".class";
    try (InputStream bytes = type.getResourceAsStream(file)) {
      return bytes == null ? Optional.empty() : Optional.of(bytes.readAllBytes());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The class that is copied. */
  private static final class Pattern extends McpSecurityFeature.Configured {

    Pattern(McpSecurityConfig config) {
      super(config);
    }
  }
}
