package io.github.jerseymcp.account;

import java.util.EnumMap;
import java.util.Map;

/**
 * How much one caller may hold of each {@link Holding}, and how much all callers together.
 * Immutable.
 */
public final class CallerLimits {

  private static final CallerLimits DEFAULTS = new CallerLimits(standard());

  private final Map<Holding, Limit> limits;

  private CallerLimits(Map<Holding, Limit> limits) {
    this.limits = limits;
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
    EnumMap<Holding, Limit> changed = new EnumMap<>(limits);
    changed.put(holding, new Limit(ofCaller, ofAll));
    return new CallerLimits(changed);
  }

  /** What one caller may hold. */
  public long ofCaller(Holding holding) {
    return limit(holding).ofCaller();
  }

  /** What all callers together may hold. */
  public long ofAll(Holding holding) {
    return limit(holding).ofAll();
  }

  private Limit limit(Holding holding) {
    return limits.getOrDefault(holding, standardOf(holding));
  }

  private static Map<Holding, Limit> standard() {
    EnumMap<Holding, Limit> all = new EnumMap<>(Holding.class);
    for (Holding holding : Holding.values()) {
      all.put(holding, standardOf(holding));
    }
    return all;
  }

  private static Limit standardOf(Holding holding) {
    return new Limit(holding.defaultOfCaller(), holding.defaultOfAll());
  }

  private record Limit(long ofCaller, long ofAll) {}
}
