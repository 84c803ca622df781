package io.github.jerseymcp.server;

import io.github.jerseymcp.bench.Wallet;
import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.config.Settings;
import io.github.jerseymcp.edge.PublicOrigin;
import io.github.jerseymcp.metadata.ProtectedResourceDocument;
import io.github.jerseymcp.request.MetadataAddresses;
import io.github.jerseymcp.resource.ManyResources;
import io.github.jerseymcp.resource.ProtectedResources;
import io.github.jerseymcp.resource.ResourceMatch;
import io.github.jerseymcp.token.IssuerSource;
import io.github.jerseymcp.token.TrustedIssuer;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Finding a protected resource, and its document, among many. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LookupBenchmark {

  private static final int ASKED = 100;

  /** How many protected paths there are. */
  @Param({"1", "10", "100", "1000", "10000"})
  public int paths;

  private final PublicOrigin origin = PublicOrigin.of("https://mcp.example.com");
  private final String[] asked = new String[ASKED];
  private final String[] requested = new String[ASKED];
  private ProtectedResources resources;
  private MetadataDocuments documents;
  private int next;

  /** Asks for 100 of them in turn, spread over all. */
  @Setup
  public void prepare() {
    resources = ManyResources.of(paths);
    Settings settings =
        Settings.of(
            McpSecurityConfig.builder(origin.toString())
                .issuer(
                    TrustedIssuer.of(Wallet.ISSUER)
                        .withKeys(Wallet.create(origin.toString()).issuerKeys()))
                .build());
    documents =
        new MetadataDocuments(
            resources,
            settings,
            settings.trustedIssuers(),
            IssuerSource.NONE,
            new MetadataAddresses(settings.documents()),
            problem -> {
              throw new IllegalStateException(problem);
            });
    Arrays.setAll(asked, i -> ManyResources.path((int) ((long) i * paths / ASKED)));
    Arrays.setAll(requested, i -> asked[i].substring(1));
  }

  /** The resource of a request. */
  @Benchmark
  public ResourceMatch resource() {
    return resources.find(requested[next()]).orElseThrow();
  }

  /** The document at an address. */
  @Benchmark
  public ProtectedResourceDocument document() {
    return documents.at(origin, "", asked[next()]).orElseThrow();
  }

  private int next() {
    next = next + 1 < ASKED ? next + 1 : 0;
    return next;
  }
}
