package io.github.jerseymcp.metrics;

import io.github.jerseymcp.event.CallEnded;
import io.github.jerseymcp.event.ClockStepped;
import io.github.jerseymcp.event.Decision;
import io.github.jerseymcp.event.KeysFetched;
import io.github.jerseymcp.event.KeysUnavailable;
import io.github.jerseymcp.event.ProofClaimed;
import io.github.jerseymcp.event.RequestRefused;
import io.github.jerseymcp.event.SecurityEvent;
import io.github.jerseymcp.event.SecurityEventListener;
import io.github.jerseymcp.event.SessionEnded;
import io.github.jerseymcp.event.StoreAvailable;
import io.github.jerseymcp.event.StoreUnavailable;
import io.github.jerseymcp.event.StreamEnded;
import io.github.jerseymcp.event.TokenExchanged;
import io.github.jerseymcp.event.TokenIntrospected;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the decisions of one application, or of several, with Micrometer. Needs {@code
 * io.micrometer:micrometer-core}.
 *
 * <table>
 * <caption>Meters</caption>
 * <tr><th>name</th><th>kind</th><th>tags</th></tr>
 * <tr><td>{@code mcp.security.requests}</td><td>counter</td><td>{@code outcome} ({@code accepted},
 * {@code refused}), {@code resource} (a path template), {@code operation}, {@code stage}, {@code
 * cause}, {@code status}; the last three are {@code none} for requests that were let in</td></tr>
 * <tr><td>{@code mcp.security.decision}</td><td>timer</td><td>{@code outcome}, {@code resource}</td></tr>
 * <tr><td>{@code mcp.security.keys}</td><td>timer, one count for each attempt to fetch keys</td>
 * <td>{@code issuer}, {@code outcome} ({@code fetched}, {@code failed})</td></tr>
 * <tr><td>{@code mcp.security.introspection}</td><td>timer of questions what a token says</td>
 * <td>{@code issuer}, {@code answer} ({@code active}, {@code inactive}, {@code failed})</td></tr>
 * <tr><td>{@code mcp.security.upstream.tokens}</td><td>timer of calls of other APIs that needed a
 * token for their caller</td><td>{@code issuer}, {@code api}, {@code source} ({@code asked}, {@code
 * shared}, {@code remembered}, {@code none}), {@code result} ({@code given}, or a fault)</td></tr>
 * <tr><td>{@code mcp.security.replay.claims}</td><td>timer, one count for each proof that was
 * claimed</td><td>{@code store}, {@code answer} ({@code first}, {@code used}, {@code unknown})</td></tr>
 * <tr><td>{@code mcp.security.replay.store.up}</td><td>gauge, 1 or 0; it is there once the store was
 * asked</td><td>{@code store}</td></tr>
 * <tr><td>{@code mcp.server.operation.duration}, {@code mcp.server.session.duration}</td>
 * <td>timers</td><td>those of OpenTelemetry's semantic conventions for MCP, {@code none} where there
 * is nothing to say; without the ids of sessions and requests</td></tr>
 * <tr><td>{@code mcp.security.sessions.ended}</td><td>counter</td><td>{@code why}</td></tr>
 * <tr><td>{@code mcp.security.streams.ended}</td><td>counter</td><td>{@code kind}, {@code why}</td></tr>
 * <tr><td>{@code mcp.security.clock.steps}</td><td>counter</td><td>{@code direction} ({@code
 * forward}, {@code back})</td></tr>
 * </table>
 *
 * <p>The values of all tags come from the application, its configuration and the library, so there
 * is a bounded number of them; no caller is in one. Thread-safe.
 */
public final class MicrometerEvents implements SecurityEventListener {

  private static final String NONE = "none";

  private final MeterRegistry registry;
  private final MicrometerCalls calls;
  private final Map<Kind, Meters> decisions = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> stores = new ConcurrentHashMap<>();

  /** Counts in this registry. */
  public MicrometerEvents(MeterRegistry registry) {
    this.registry = registry;
    this.calls = new MicrometerCalls(registry);
    steps("back");
    steps("forward");
  }

  @Override
  public void on(SecurityEvent event) {
    if (event instanceof Decision decision) {
      count(decision);
    } else if (event instanceof KeysFetched fetched) {
      countKeys(fetched.issuer(), "fetched", fetched.nanos());
    } else if (event instanceof KeysUnavailable unavailable) {
      countKeys(unavailable.issuer(), "failed", unavailable.nanos());
    } else if (event instanceof TokenIntrospected asked) {
      introspections(asked).record(asked.nanos(), TimeUnit.NANOSECONDS);
    } else if (event instanceof TokenExchanged needed) {
      upstream(needed).record(needed.nanos(), TimeUnit.NANOSECONDS);
    } else if (event instanceof ProofClaimed claimed) {
      claims(claimed).record(claimed.nanos(), TimeUnit.NANOSECONDS);
      up(claimed.store());
    } else if (event instanceof StoreUnavailable unavailable) {
      up(unavailable.store()).set(0);
    } else if (event instanceof StoreAvailable available) {
      up(available.store()).set(1);
    } else if (event instanceof CallEnded ended) {
      calls.ended(ended);
    } else if (event instanceof SessionEnded ended) {
      calls.ended(ended);
    } else if (event instanceof StreamEnded ended) {
      calls.ended(ended);
    } else if (event instanceof ClockStepped stepped) {
      steps(stepped.step().isNegative() ? "back" : "forward").increment();
    }
  }

  private void count(Decision decision) {
    Meters meters = decisions.computeIfAbsent(Kind.of(decision), this::meters);
    meters.count().increment();
    if (decision.nanos() > 0) {
      meters.time().record(decision.nanos(), TimeUnit.NANOSECONDS);
    }
  }

  private Meters meters(Kind kind) {
    return new Meters(
        Counter.builder("mcp.security.requests")
            .description("Requests to protected resources, by what was decided")
            .tag("outcome", kind.outcome())
            .tag("resource", kind.resource())
            .tag("operation", kind.operation())
            .tag("stage", kind.stage())
            .tag("cause", kind.cause())
            .tag("status", kind.status())
            .register(registry),
        Timer.builder("mcp.security.decision")
            .description("From the begin of a request to the decision about it")
            .tag("outcome", kind.outcome())
            .tag("resource", kind.resource())
            .register(registry));
  }

  private void countKeys(String issuer, String outcome, long nanos) {
    Timer.builder("mcp.security.keys")
        .description("How long fetching the keys of an issuer took")
        .tag("issuer", issuer)
        .tag("outcome", outcome)
        .register(registry)
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  private Timer introspections(TokenIntrospected asked) {
    return Timer.builder("mcp.security.introspection")
        .description("How long asking what a token says took")
        .tag("issuer", asked.issuer())
        .tag("answer", asked.answer().name().toLowerCase(Locale.ROOT))
        .register(registry);
  }

  private Timer upstream(TokenExchanged needed) {
    return Timer.builder("mcp.security.upstream.tokens")
        .description("How long calls of other APIs waited for a token of their caller")
        .tag("issuer", needed.issuer())
        .tag("api", needed.api())
        .tag("source", needed.source().name().toLowerCase(Locale.ROOT))
        .tag("result", needed.result().name().toLowerCase(Locale.ROOT))
        .register(registry);
  }

  private Timer claims(ProofClaimed claimed) {
    return Timer.builder("mcp.security.replay.claims")
        .description("How long the replay store took to remember a proof")
        .tag("store", claimed.store())
        .tag("answer", claimed.answer().name().toLowerCase(Locale.ROOT))
        .register(registry);
  }

  private Counter steps(String direction) {
    return Counter.builder("mcp.security.clock.steps")
        .description("How often the clock of the machine was set while the server ran")
        .tag("direction", direction)
        .register(registry);
  }

  private AtomicInteger up(String store) {
    return stores.computeIfAbsent(
        store,
        name -> {
          AtomicInteger answered = new AtomicInteger(1);
          Gauge.builder("mcp.security.replay.store.up", answered, AtomicInteger::get)
              .description("1 while the replay store answers, 0 while it does not")
              .tag("store", name)
              .register(registry);
          return answered;
        });
  }

  private record Meters(Counter count, Timer time) {}

  /** What is counted together: there is a bounded number of these. */
  private record Kind(
      String outcome,
      String resource,
      String operation,
      String stage,
      String cause,
      String status) {

    static Kind of(Decision decision) {
      String operation = decision.operation().method();
      String resource = decision.resource().isEmpty() ? NONE : decision.resource();
      return decision instanceof RequestRefused refused
          ? new Kind(
              "refused",
              resource,
              operation,
              refused.cause().stage().name().toLowerCase(Locale.ROOT),
              refused.cause().code(),
              String.valueOf(refused.status()))
          : new Kind("accepted", resource, operation, NONE, NONE, NONE);
    }
  }
}
