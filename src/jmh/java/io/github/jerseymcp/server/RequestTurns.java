package io.github.jerseymcp.server;

import com.sun.management.ThreadMXBean;
import io.github.jerseymcp.bench.ForgetfulStore;
import io.github.jerseymcp.bench.LeanContainer;
import io.github.jerseymcp.bench.Notes;
import io.github.jerseymcp.bench.Wallet;
import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.config.McpSecurityConfigBuilder;
import io.github.jerseymcp.config.RateSettings;
import io.github.jerseymcp.token.TokenSettings;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.glassfish.jersey.server.ResourceConfig;

/** Sends one kind of requests, turn by turn, and keeps what each turn cost. For one thread. */
final class RequestTurns {

  private static final String ORIGIN = "https://mcp.example.com";
  private static final URI ENDPOINT = URI.create(ORIGIN + "/mcp");
  private static final int TOKENS = 2_000;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final RequestKind kind;
  private final int requests;
  private final InstantSource clock;
  private final ForgetfulStore store;
  private final LeanContainer container;
  private final String[] authorizations;
  private final String[] proofs;
  private final double[] micros;
  private final double[] bytes;

  RequestTurns(RequestKind kind, int turns, int requests) {
    this.kind = kind;
    this.requests = requests;
    this.micros = new double[turns];
    this.bytes = new double[turns];
    Wallet wallet = Wallet.create(ORIGIN);
    String bound = wallet.bound();
    String[] first = wallet.proofs(bound, 1);
    // A token that is verified anew is like a forged one only if there are as many of it.
    int tokens = kind.cached() ? 1 : TOKENS;
    this.authorizations = kind.authorizations(wallet, bound, tokens);
    this.proofs = kind.proofs(wallet, bound, requests);
    // It stands still from when all is signed: signing may take long, and what is signed later than
    // the clock says is not valid yet.
    this.clock = InstantSource.fixed(Instant.now());
    this.store = new ForgetfulStore(clock);
    this.container = new LeanContainer(application(wallet), ORIGIN);
    if (kind == RequestKind.FORGED_PROOF) {
      container.call("POST", ENDPOINT, "DPoP " + bound, first[0]);
    }
    if (kind == RequestKind.REPLAYED_PROOF || kind == RequestKind.TOO_OFTEN) {
      send(0);
    }
  }

  private ResourceConfig application(Wallet wallet) {
    if (kind == RequestKind.UNPROTECTED) {
      return new ResourceConfig(Notes.Open.class);
    }
    McpSecurityConfigBuilder config =
        McpSecurityConfig.builder(ORIGIN)
            .issuer(kind.issuer(wallet))
            .dpop(dpop -> dpop.optional(store))
            .clock(clock);
    kind.listenedTo(config);
    return new ResourceConfig(kind.signsIn() ? Notes.Vault.class : Notes.Locked.class)
        .register(
            McpSecurityFeature.create(
                (kind.cached() ? config : config.tokens(TokenSettings::withoutCache))
                    .rates(this::rates)
                    .build()));
  }

  private RateSettings rates(RateSettings none) {
    return switch (kind) {
      case RATED -> none.withRequestsOfCaller(1_000_000, Duration.ofSeconds(1));
      case TOO_OFTEN -> none.withRequestsOfCaller(1, Duration.ofDays(1));
      default -> none;
    };
  }

  /** One turn; its costs are kept unless its number is negative. */
  void run(int turn) {
    if (kind.provesAnew()) {
      store.clear();
    }
    long bytesBefore = THREADS.getCurrentThreadAllocatedBytes();
    long before = THREADS.getCurrentThreadCpuTime();
    for (int i = 0; i < requests; i++) {
      int status = send(i);
      if (status != kind.status) {
        throw new IllegalStateException(kind + " got " + status);
      }
    }
    if (turn >= 0) {
      micros[turn] = (THREADS.getCurrentThreadCpuTime() - before) / 1e3 / requests;
      bytes[turn] = (double) (THREADS.getCurrentThreadAllocatedBytes() - bytesBefore) / requests;
    }
  }

  private int send(int i) {
    String authorization = authorizations[i % authorizations.length];
    String proof = proofs[i % proofs.length];
    return container.call(
        "POST",
        ENDPOINT,
        authorization.isEmpty() ? null : authorization,
        proof.isEmpty() ? null : proof);
  }

  /** Microseconds of CPU time for each request, by turn. */
  double[] micros() {
    return micros;
  }

  /** Bytes allocated for each request, by turn. */
  double[] bytes() {
    return bytes;
  }
}
