package io.github.jerseymcp.testsupport;

import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Closes what tests opened, the last first, even if the start of the next one failed. To be a field
 * with {@code @RegisterExtension}.
 */
public final class Opened implements AfterEachCallback, AfterAllCallback {

  private final boolean forEach;
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  private Opened(boolean forEach) {
    this.forEach = forEach;
  }

  /** Closes after each test; for a field of the instance. */
  public static Opened forEachTest() {
    return new Opened(true);
  }

  /** Closes after the last test of the class; for a static field. */
  public static Opened forAllTests() {
    return new Opened(false);
  }

  /** Takes what must be closed, and gives it back. */
  public <T extends AutoCloseable> T open(T part) {
    parts.push(part);
    return part;
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    if (forEach) {
      close();
    }
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    close();
  }

  private void close() throws Exception {
    if (parts.isEmpty()) {
      return;
    }
    try {
      parts.pop().close();
    } finally {
      close();
    }
  }
}
