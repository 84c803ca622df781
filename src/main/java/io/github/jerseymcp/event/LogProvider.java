package io.github.jerseymcp.event;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPLoggerFactory;

/** Whether what is logged goes anywhere. */
public final class LogProvider {

  private static final AtomicBoolean SAID = new AtomicBoolean();

  private LogProvider() {}

  /** Says once, where SLF4J cannot, that it has no provider. */
  public static void warnIfMissing() {
    if (LoggerFactory.getILoggerFactory() instanceof NOPLoggerFactory
        && SAID.compareAndSet(false, true)) {
      System.getLogger("io.github.jerseymcp")
          .log(
              System.Logger.Level.WARNING,
              "SLF4J has no provider, so nothing is logged of what is refused and why: put one on"
                  + " the class path, such as org.slf4j:slf4j-simple");
    }
  }
}
