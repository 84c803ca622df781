package io.github.jerseymcp.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.server.McpSecurity;
import io.github.jerseymcp.server.MeasuredNotes;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** An application whose class path has neither Micrometer nor OpenTelemetry. */
class AbsentMetersTest {

  @Test
  void protectsAndMeasuresAllTheSame() throws Exception {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    URL[] own = {location(McpSecurity.class), location(AbsentMetersTest.class)};
    try (URLClassLoader loader = new URLClassLoader(own, new WithoutMeters())) {
      Callable<?> application =
          (Callable<?>)
              loader.loadClass(Application.class.getName()).getConstructor().newInstance();

      assertThat(application.getClass()).isNotEqualTo(Application.class);
      // By this loader Jersey finds what is on the class path.
      Thread.currentThread().setContextClassLoader(loader);
      assertThat(application.call()).isEqualTo("200 401 true");
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  private static URL location(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }

  /** What runs in the other class loader. */
  public static final class Application implements Callable<String> {

    @Override
    public String call() {
      return MeasuredNotes.answers();
    }
  }

  private static final class WithoutMeters extends ClassLoader {

    WithoutMeters() {
      super(AbsentMetersTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("io.micrometer.")
          || name.startsWith("io.opentelemetry.")
          || name.startsWith("io.github.jerseymcp.")) {
        throw new ClassNotFoundException(name);
      }
      return super.loadClass(name, resolve);
    }
  }
}
