package io.github.jerseymcp.rate;

import io.github.jerseymcp.account.CallerKey;
import io.github.jerseymcp.time.Ticker;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How often each caller may send requests and call tools. Immutable and thread-safe. */
public final class CallerRates {

  private static final String PROPERTY = CallerRates.class.getName();
  private static final long RETRY_AFTER_OUTAGE = 5;
  private static final CallerRates NONE =
      new CallerRates(
          Rates.none(), new GuardedLimiter((key, rate) -> RateDecision.allowed(), Ticker.system()));

  private final GuardedLimiter limiter;
  private final @Nullable Rate requests;
  private final @Nullable Rate calls;
  private final Map<String, Rate> tools;
  private final boolean countsCalls;
  private final boolean refusesInOutages;

  /** Has this limiter count what is set. */
  public CallerRates(Rates rates, GuardedLimiter limiter) {
    this.limiter = limiter;
    this.requests = rates.requestsOfCaller().orElse(null);
    this.calls = rates.callsOfCaller().orElse(null);
    this.tools = rates.callsOfTools();
    this.countsCalls = calls != null || !tools.isEmpty();
    this.refusesInOutages = rates.refusesInOutages();
  }

  /** Counts nothing. */
  public static CallerRates none() {
    return NONE;
  }

  /** Lets the rest of a request find the rates of its application. */
  public void attachTo(ContainerRequestContext request) {
    if (countsCalls || requests != null) {
      request.setProperty(PROPERTY, this);
    }
  }

  /** The rates of the application of a request. */
  public static CallerRates of(ContainerRequestContext request) {
    return request.getProperty(PROPERTY) instanceof CallerRates rates ? rates : NONE;
  }

  /** Whether calls of tools are counted at all. */
  public boolean countsCalls() {
    return countsCalls;
  }

  /**
   * Counts a request.
   *
   * @throws TooOftenException if the caller has sent too many
   */
  public void takeRequest(CallerKey caller) throws TooOftenException {
    if (requests != null) {
      take(RateKey.of(RateKey.Kind.REQUESTS_OF_CALLER, caller), requests);
    }
  }

  /**
   * Counts a call of a tool. One that is refused counts neither for the tool nor among all calls.
   *
   * @throws TooOftenException if the caller has called it, or tools at all, too often
   */
  public void takeCall(CallerKey caller, String tool) throws TooOftenException {
    Rate ofTool = tools.get(tool);
    if (ofTool == null) {
      takeOfAll(caller);
      return;
    }
    RateKey key = RateKey.ofTool(caller, tool);
    take(key, ofTool);
    try {
      takeOfAll(caller);
    } catch (TooOftenException e) {
      // A rare tool must not be lost for hours to calls that never ran.
      limiter.giveBack(key, ofTool);
      throw e;
    }
  }

  private void takeOfAll(CallerKey caller) throws TooOftenException {
    if (calls != null) {
      take(RateKey.of(RateKey.Kind.CALLS_OF_CALLER, caller), calls);
    }
  }

  private void take(RateKey key, Rate rate) throws TooOftenException {
    Optional<RateDecision> decision = limiter.ask(key, rate);
    if (decision.isEmpty()) {
      if (refusesInOutages) {
        throw TooOftenException.ofOutage(RETRY_AFTER_OUTAGE);
      }
    } else if (!decision.get().isAllowed()) {
      throw TooOftenException.of(key.kind(), decision.get().retryAfter().orElseThrow());
    }
  }
}
