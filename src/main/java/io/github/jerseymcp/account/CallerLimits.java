package io.github.jerseymcp.account;

import java.util.EnumMap;
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
   * These limits with others for one kind.
   *
   * @throws IllegalArgumentException if a limit is less than 1
   */
  public CallerLimits with(Holding holding, long ofCaller, long ofAll) {
    if (ofCaller < 1 || ofAll < 1) {
      throw new IllegalArgumentException(
          "Each limit of " + holding.settingName() + " must be at least 1");
    }
    EnumMap<Holding, Limit> limits = new EnumMap<>(Holding.class);
    limits.putAll(changed);
    limits.put(holding, new Limit(ofCaller, ofAll));
    return new CallerLimits(limits, factor);
  }

  /**
   * These limits with another factor for what is counted in pieces on a service account.
   *
   * @param times 1 to {@link #LARGEST_FACTOR}; 8 by default
   * @throws IllegalArgumentException if it is outside of that
   */
  public CallerLimits withServiceAccounts(int times) {
    if (times < 1 || times > LARGEST_FACTOR) {
      throw new IllegalArgumentException("The factor must be from 1 to " + LARGEST_FACTOR);
    }
    return new CallerLimits(changed, times);
  }

  /** What one caller may hold. */
  public long ofCaller(Holding holding) {
    Limit limit = changed.get(holding);
    return limit == null ? holding.defaultOfCaller() : limit.ofCaller();
  }

  /** What this caller may hold: more if it is a service account. */
  public long of(CallerKey caller, Holding holding) {
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
