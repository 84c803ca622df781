package io.github.jerseymcp.example.abuse;

import io.github.jerseymcp.example.abuse.Victim.Experience;
import java.util.Locale;

/** What one attack did to a server: a row of the table. */
record Row(
    Container container,
    String attack,
    Experience during,
    Experience after,
    Measure before,
    Measure settled,
    long settledAfterMillis,
    String attackers) {

  static final String HEADER =
      "| server | attack | victim's p50, p99 (ms), refusals: during | after | heap (MiB) | busy"
          + " threads (all) | settled after (s) | what attackers got |\n"
          + "|---|---|---|---|---|---|---|---|";

  /** The state of a server between two attacks. */
  record Measure(double mebibytes, long busyThreads, int threads) {

    static Measure of(ServerProcess server) {
      return new Measure(server.usedMebibytes(), server.busyThreads(), server.liveThreads());
    }
  }

  @Override
  public String toString() {
    return "| %s | %s | %s | %s | %.0f to %.0f | %d (%d) to %d (%d) | %.1f | %s |"
        .formatted(
            container.name().charAt(0) + container.name().substring(1).toLowerCase(Locale.ROOT),
            attack,
            text(during),
            text(after),
            before.mebibytes(),
            settled.mebibytes(),
            before.busyThreads(),
            before.threads(),
            settled.busyThreads(),
            settled.threads(),
            settledAfterMillis / 1000.0,
            attackers);
  }

  private static String text(Experience experience) {
    return "%d, %d, %d"
        .formatted(
            experience.percentile(0.5), experience.percentile(0.99), experience.refusals().size());
  }
}
