package io.github.jerseymcp.mcp;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs what handlers do when they are cancelled, on threads that nothing else waits for: a hook may
 * wait, and whoever cancels (the sweeper, a revocation, the end of a session) must not.
 */
final class CancelHooks {

  private static final int MOST = 16;
  private static final ThreadPoolExecutor THREADS =
      new ThreadPoolExecutor(
          MOST,
          MOST,
          10,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          DaemonThreads.named("mcp-cancel"));

  static {
    THREADS.allowCoreThreadTimeOut(true);
  }

  private CancelHooks() {}

  static void run(Runnable hook) {
    THREADS.execute(hook);
  }
}
