package io.github.jerseymcp.server;

import io.github.jerseymcp.bench.ForgetfulStore;
import io.github.jerseymcp.bench.LeanContainer;
import io.github.jerseymcp.bench.Notes;
import io.github.jerseymcp.bench.Wallet;
import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.config.McpSecurityConfigBuilder;
import io.github.jerseymcp.jose.Cryptography;
import io.github.jerseymcp.token.TokenSettings;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.glassfish.jersey.server.ResourceConfig;
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

/** A whole request through Jersey, without a container: what each kind of it costs. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class RequestBenchmark {

  private static final String ORIGIN = "https://mcp.example.com";
  private static final int PROOFS = 20_000;

  /** What is sent. */
  @Param public RequestKind kind;

  /** Who checks signatures. */
  @Param({"NATIVE_IF_AVAILABLE", "JDK"})
  public Cryptography provider;

  /** How many tokens take turns. */
  @Param("1")
  public int tokens;

  /** Whether the key of forged proofs has signed a good one before. */
  @Param("true")
  public boolean keyKnown;

  private final Wallet wallet = Wallet.create(ORIGIN);
  private final String bound = wallet.bound();
  private volatile Instant now = Instant.now();
  private ForgetfulStore store;
  private LeanContainer container;
  private String method;
  private URI uri;

  /** The requests of one thread. */
  @State(Scope.Thread)
  public static class Requests {
    private String[] authorizations;
    private String[] proofs;
    private int next;

    /** Signs everything. */
    @Setup
    public void sign(RequestBenchmark benchmark) {
      authorizations =
          benchmark.kind.authorizations(benchmark.wallet, benchmark.bound, benchmark.tokens);
      proofs = benchmark.kind.proofs(benchmark.wallet, benchmark.bound, PROOFS);
      // What is signed later than the clock says is not valid yet, and signing may take long.
      benchmark.now = Instant.now();
    }
  }

  /** Starts the application, with a clock that stands still so that no proof grows old. */
  @Setup
  public void start() {
    boolean document = kind == RequestKind.METADATA;
    method = document ? "GET" : "POST";
    uri = URI.create(ORIGIN + (document ? "/.well-known/oauth-protected-resource" : "") + "/mcp");
    InstantSource clock = () -> now;
    store = new ForgetfulStore(clock);
    if (kind == RequestKind.UNPROTECTED) {
      container = new LeanContainer(new ResourceConfig(Notes.Open.class), ORIGIN);
      return;
    }
    McpSecurityConfigBuilder config =
        McpSecurityConfig.builder(ORIGIN)
            .issuer(kind.issuer(wallet))
            .cryptography(provider)
            .tokens(tokens -> tokens.withCacheBytes(64L << 20))
            .dpop(dpop -> dpop.optional(store))
            .clock(clock);
    kind.listenedTo(config);
    container =
        new LeanContainer(
            new ResourceConfig(Notes.Locked.class)
                .register(
                    McpSecurityFeature.create(
                        (kind.cached() ? config : config.tokens(TokenSettings::withoutCache))
                            .build())),
            ORIGIN);
    if (kind == RequestKind.FORGED_PROOF && keyKnown) {
      container.call(method, uri, "DPoP " + bound, wallet.proofs(bound, 1)[0]);
    }
  }

  /** One request; fails if the answer is not what this kind gets. */
  @Benchmark
  public int call(Requests requests) {
    int i = requests.next;
    requests.next = i + 1 < PROOFS ? i + 1 : 0;
    if (i == 0 && kind.provesAnew()) {
      store.clear();
    }
    String authorization = requests.authorizations[i % requests.authorizations.length];
    String proof = requests.proofs[i % requests.proofs.length];
    int status =
        container.call(
            method,
            uri,
            authorization.isEmpty() ? null : authorization,
            proof.isEmpty() ? null : proof);
    if (status != kind.status && !(kind == RequestKind.REPLAYED_PROOF && status == 200 && i == 0)) {
      throw new IllegalStateException("Got " + status);
    }
    return status;
  }
}
