package io.github.jerseymcp.client;

import io.github.jerseymcp.client.discovery.AuthorizationFailedException;
import io.github.jerseymcp.client.discovery.AuthorizationFault;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** One renewal or sign-in at a time; whoever comes meanwhile waits for it, and looks again. */
final class Flight {

  private static final Duration PATIENCE = Duration.ofMinutes(11);

  /** What is done alone. */
  @FunctionalInterface
  interface Work {

    boolean run() throws IOException, InterruptedException;
  }

  private final ReentrantLock lock = new ReentrantLock();

  boolean run(Work work) throws IOException, InterruptedException {
    if (!lock.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AuthorizationFailedException(AuthorizationFault.SIGN_IN_OVER);
    }
    try {
      return work.run();
    } finally {
      lock.unlock();
    }
  }
}
