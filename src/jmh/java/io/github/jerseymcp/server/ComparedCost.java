package io.github.jerseymcp.server;

import java.util.Arrays;

/**
 * Prints what two kinds of requests cost, and by how much the second is dearer: they go in turns to
 * their endpoints in one JVM, so that whatever slows the machine slows both. Arguments: two {@link
 * RequestKind}s, how many turns, and how many requests in each.
 */
public final class ComparedCost {

  private ComparedCost() {}

  /** Half of the turns warm up. */
  public static void main(String[] arguments) {
    int turns = Integer.parseInt(arguments[2]);
    int requests = Integer.parseInt(arguments[3]);
    RequestTurns first = new RequestTurns(RequestKind.valueOf(arguments[0]), turns, requests);
    RequestTurns second = new RequestTurns(RequestKind.valueOf(arguments[1]), turns, requests);
    for (int turn = -turns; turn < turns; turn++) {
      first.run(turn);
      second.run(turn);
    }
    print(arguments[0], first.micros(), first.bytes());
    print(arguments[1], second.micros(), second.bytes());
    print(
        "difference",
        difference(second.micros(), first.micros()),
        difference(second.bytes(), first.bytes()));
  }

  private static double[] difference(double[] one, double[] other) {
    double[] difference = new double[one.length];
    Arrays.setAll(difference, i -> one[i] - other[i]);
    return difference;
  }

  private static void print(String name, double[] micros, double[] bytes) {
    double[] times = micros.clone();
    double[] sizes = bytes.clone();
    Arrays.sort(times);
    Arrays.sort(sizes);
    int turns = times.length;
    System.out.printf(
        "%-16s %.2f us of CPU time (middle half %.2f to %.2f), %.0f bytes (%.0f to %.0f)%n",
        name,
        times[turns / 2],
        times[turns / 4],
        times[turns * 3 / 4],
        sizes[turns / 2],
        sizes[turns / 4],
        sizes[turns * 3 / 4]);
  }
}
