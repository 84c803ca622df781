package io.github.jerseymcp.server;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Locale;

/**
 * Adds up what pieces of work take, by the clock and in CPU time of the one thread that does it,
 * less what it takes to read that.
 */
final class Watch {

  private static final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private static final int SAMPLES = 1_000;

  private long clock;
  private long cpu;
  private int pieces;

  void start() {
    cpu -= threads.getCurrentThreadCpuTime();
    clock -= System.nanoTime();
  }

  void stop() {
    clock += System.nanoTime();
    cpu += threads.getCurrentThreadCpuTime();
    pieces++;
  }

  /** Milliseconds by the clock, then of CPU time. */
  @Override
  public String toString() {
    Watch idle = new Watch();
    for (int i = 0; i < SAMPLES; i++) {
      idle.start();
      idle.stop();
    }
    double reading = (double) idle.cpu / SAMPLES;
    return String.format(
        Locale.ROOT, "%.1f (cpu %.1f)", clock / 1e6, (cpu - pieces * reading) / 1e6);
  }
}
