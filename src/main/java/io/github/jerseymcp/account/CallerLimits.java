package io.github.jerseymcp.account;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How much one caller may hold of each {@link Holding}, and how much all callers together.
 * Immutable.
 *
 * <p>A service account, whose tokens have the client as their subject (RFC 9068 section 2.2), is
 * one caller however many replicas of it there are. So it may hold several times the calls, streams
 * and sessions of a person.
 *
 * <p>The last quarter of what all may hold is kept for callers who hold little: less than a quarter
 * of what one may hold, or just one. So a few callers at their limits do not shut out the rest.
 */
public final class CallerLimits {

  /** The largest factor for service accounts. */
  public static final int LARGEST_FACTOR = 1_000;

  private static final int STANDARD_FACTOR = 8;
  private static final CallerLimits DEFAULTS =
      new CallerLimits(new EnumMap<>(Holding.class), STANDARD_FACTOR);

  /** Of one network, and of all together. */
  private static final CallerLimits ANONYMOUS =
      new CallerLimits(new EnumMap<>(Holding.class), 1)
          .with(Holding.BODIES, 2, bodiesOfNobody())
          .with(Holding.REQUEST_BYTES, 4L * 1024 * 1024, 16L * 1024 * 1024)
          .with(Holding.CALLS, 8, 64)
          .with(Holding.ANSWER_BYTES, 1024 * 1024, 16L * 1024 * 1024)
          .with(Holding.STREAMS, 4, 64)
          .with(Holding.HANDLERS, 2, 16)
          .with(Holding.CONTINUATIONS, 1, 8)
          .with(Holding.WRITERS, 1, 16)
          .with(Holding.KEPT_BYTES, 256L * 1024, 4L * 1024 * 1024)
          .with(Holding.SESSIONS, 8, 500);

  private final Map<Holding, Limit> changed;
  private final int factor;

  private CallerLimits(Map<Holding, Limit> changed, int factor) {
    this.changed = changed;
    this.factor = factor;
  }

  /** The limits that stand where nothing else is said. */
  public static CallerLimits defaults() {
    return DEFAULTS;
  }

  /**
   * What requests without credentials may hold where operations are opened to them, unless
   * something else is said: each network of them, and all of them together. It is counted apart
   * from what verified callers hold.
   */
  public static CallerLimits ofAnonymous() {
    return ANONYMOUS;
  }

  /**
   * These limits with others for one kind.
   *
   * @param holding the kind
   * @param ofCaller what one caller may hold, at least 1
   * @param ofAll what all callers together may hold, at least 1
   */
  public CallerLimits with(Holding holding, long ofCaller, long ofAll) {
    EnumMap<Holding, Limit> limits = new EnumMap<>(Holding.class);
    limits.putAll(changed);
    limits.put(holding, new Limit(ofCaller, ofAll));
    return new CallerLimits(limits, factor);
  }

  /**
   * These limits with another factor for what is counted in pieces on a service account.
   *
   * @param times 1 to {@link #LARGEST_FACTOR}; 8 by default
   */
  public CallerLimits withServiceAccounts(int times) {
    return new CallerLimits(changed, times);
  }

  /**
   * A thread of the container waits in each, and strangers must not have all: Grizzly has two for
   * each processor unless it is given more.
   */
  private static int bodiesOfNobody() {
    return Math.max(2, Math.min(8, Runtime.getRuntime().availableProcessors()));
  }

  /** One sentence for each mistake, which begins with the name of the setting. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    changed.forEach(
        (holding, limit) -> {
          if (limit.ofCaller < 1 || limit.ofAll < 1) {
            problems.add(
                "callers."
                    + holding.settingName()
                    + " must be at least 1 for one caller and for all");
          }
        });
    if (factor < 1 || factor > LARGEST_FACTOR) {
      problems.add("callers.serviceAccounts must be from 1 to " + LARGEST_FACTOR);
    }
    return problems;
  }

  /** How many times the limits of a person a service account has. */
  public int serviceAccounts() {
    return factor;
  }

  /** What one caller may hold. */
  public long ofCaller(Holding holding) {
    Limit limit = changed.get(holding);
    return limit == null ? holding.defaultOfCaller() : limit.ofCaller();
  }

  /** What this caller may hold: more if it is a service account. */
  long of(CallerKey caller, Holding holding) {
    long most = ofCaller(holding);
    return holding.growsForServiceAccounts() && caller.isServiceAccount() ? saturated(most) : most;
  }

  /** What all callers together may hold. */
  public long ofAll(Holding holding) {
    Limit limit = changed.get(holding);
    return limit == null ? holding.defaultOfAll() : limit.ofAll();
  }

  private long saturated(long most) {
    return most > Long.MAX_VALUE / factor ? Long.MAX_VALUE : most * factor;
  }

  private record Limit(long ofCaller, long ofAll) {}
}
