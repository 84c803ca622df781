package io.github.jerseymcp.server;

import io.github.jerseymcp.bench.GeneratedResources;
import io.github.jerseymcp.bench.LeanContainer;
import io.github.jerseymcp.bench.Wallet;
import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.jose.Cryptography;
import io.github.jerseymcp.token.TrustedIssuer;
import java.net.URI;
import org.glassfish.jersey.server.ResourceConfig;

/**
 * Prints how long one start of an application with many resources takes in a JVM that has just
 * begun, and how much of that is the library's, each by the clock and in CPU time of the starting
 * thread. Arguments: the number of resources, and {@code open}, {@code locked} or {@code
 * locked-jdk}.
 */
public final class StartupCost {

  private static final String ORIGIN = "https://mcp.example.com";

  private StartupCost() {}

  /** Starts once. */
  public static void main(String[] arguments) throws Exception {
    int count = Integer.parseInt(arguments[0]);
    boolean locked = arguments[1].startsWith("locked");
    Class<?>[] classes = GeneratedResources.compile(count, locked);
    Wallet wallet = Wallet.create(ORIGIN);
    Watch whole = new Watch();
    whole.start();
    ResourceConfig application = new ResourceConfig(classes);
    TimedFeature feature = null;
    if (locked) {
      feature =
          new TimedFeature(
              McpSecurityConfig.builder(ORIGIN)
                  .issuer(TrustedIssuer.of(Wallet.ISSUER).withKeys(wallet.issuerKeys()))
                  .cryptography(
                      arguments[1].endsWith("-jdk")
                          ? Cryptography.JDK
                          : Cryptography.NATIVE_IF_AVAILABLE)
                  .build());
      application.register(feature);
    }
    LeanContainer container = new LeanContainer(application, ORIGIN);
    whole.stop();
    URI last = URI.create(ORIGIN + "/area-" + (count - 1) / 100 + "/notes-" + (count - 1));
    int status = container.call("GET", last, null, null);
    if (status != (locked ? 401 : 200)) {
      throw new IllegalStateException("Got " + status);
    }
    if (feature == null) {
      System.out.printf("%s %d: whole %s ms%n", arguments[1], count, whole);
    } else {
      System.out.printf(
          "%s %d: whole %s ms, of it configure %s, audit %s, filters %s ms%n",
          arguments[1], count, whole, feature.feature(), feature.audit(), feature.filters());
    }
  }
}
