package io.github.jerseymcp.server;

import com.sun.management.ThreadMXBean;
import io.github.jerseymcp.bench.LeanContainer;
import io.github.jerseymcp.bench.Notes;
import io.github.jerseymcp.bench.Wallet;
import io.github.jerseymcp.token.TrustedIssuer;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.Arrays;
import org.glassfish.jersey.server.ResourceConfig;

/**
 * Prints what the protection adds to a request whose token is remembered: the same request goes in
 * turns to the endpoint with the feature and without it, in one JVM, so that whatever slows the
 * machine slows both. Arguments: how many turns, and how many requests in each.
 */
public final class AddedCost {

  private static final String ORIGIN = "https://mcp.example.com";
  private static final URI ENDPOINT = URI.create(ORIGIN + "/mcp");
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private AddedCost() {}

  /** Half of the turns warm up. */
  public static void main(String[] arguments) {
    int turns = Integer.parseInt(arguments[0]);
    int requests = Integer.parseInt(arguments[1]);
    Wallet wallet = Wallet.create(ORIGIN);
    LeanContainer open = new LeanContainer(new ResourceConfig(Notes.Open.class), ORIGIN);
    LeanContainer locked =
        new LeanContainer(
            new ResourceConfig(Notes.Locked.class)
                .register(
                    McpSecurityFeature.create(
                        McpSecurityConfig.builder(ORIGIN)
                            .issuer(TrustedIssuer.of(Wallet.ISSUER).withKeys(wallet.issuerKeys()))
                            .build())),
            ORIGIN);
    String authorization = "Bearer " + wallet.bearer();
    Costs unprotected = new Costs(turns);
    Costs bearer = new Costs(turns);
    for (int i = -turns; i < turns; i++) {
      unprotected.measure(i, open, authorization, requests);
      bearer.measure(i, locked, authorization, requests);
    }
    print("no feature", unprotected.micros, unprotected.bytes);
    print("bearer, remembered", bearer.micros, bearer.bytes);
    print(
        "added",
        difference(bearer.micros, unprotected.micros),
        difference(bearer.bytes, unprotected.bytes));
  }

  private static double[] difference(double[] one, double[] other) {
    double[] difference = new double[one.length];
    Arrays.setAll(difference, i -> one[i] - other[i]);
    return difference;
  }

  private static void print(String name, double[] micros, double[] bytes) {
    Arrays.sort(micros);
    Arrays.sort(bytes);
    int turns = micros.length;
    System.out.printf(
        "%-20s %.2f us of CPU time (middle half %.2f to %.2f), %.0f bytes (%.0f to %.0f)%n",
        name,
        micros[turns / 2],
        micros[turns / 4],
        micros[turns * 3 / 4],
        bytes[turns / 2],
        bytes[turns / 4],
        bytes[turns * 3 / 4]);
  }

  /** What a request took in each turn. */
  private static final class Costs {
    private final double[] micros;
    private final double[] bytes;

    private Costs(int turns) {
      micros = new double[turns];
      bytes = new double[turns];
    }

    private void measure(int turn, LeanContainer container, String authorization, int requests) {
      long bytesBefore = THREADS.getCurrentThreadAllocatedBytes();
      long before = THREADS.getCurrentThreadCpuTime();
      for (int i = 0; i < requests; i++) {
        int status = container.call("POST", ENDPOINT, authorization, null);
        if (status != 200) {
          throw new IllegalStateException("Got " + status);
        }
      }
      if (turn >= 0) {
        micros[turn] = (THREADS.getCurrentThreadCpuTime() - before) / 1e3 / requests;
        bytes[turn] = (double) (THREADS.getCurrentThreadAllocatedBytes() - bytesBefore) / requests;
      }
    }
  }
}
