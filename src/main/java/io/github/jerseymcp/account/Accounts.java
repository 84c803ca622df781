package io.github.jerseymcp.account;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * The accounts of the callers of one application: everything that a caller holds is taken here
 * before it is used, and given back on every way out. Thread-safe.
 *
 * <p>A caller that holds nothing has no account, so there are never more than there are holdings.
 */
public final class Accounts {

  private static final int KINDS = Holding.values().length;

  private final CallerLimits limits;
  private final ConcurrentHashMap<CallerKey, long[]> held = new ConcurrentHashMap<>();
  private final AtomicLongArray inAll = new AtomicLongArray(KINDS);

  /** Accounts within these limits. */
  public Accounts(CallerLimits limits) {
    this.limits = limits;
  }

  /**
   * Takes an amount on a caller's account.
   *
   * @return what gives it back
   * @throws AtLimitException if it is more than the caller, or all callers together, may hold
   */
  public Permit take(CallerKey caller, Holding holding, long amount) throws AtLimitException {
    add(caller, holding, amount);
    return new Permit(this, caller, holding, amount);
  }

  /** What a caller holds. */
  public long held(CallerKey caller, Holding holding) {
    long[] account = held.get(caller);
    return account == null ? 0 : heldOf(account, holding);
  }

  /** What all callers hold together. */
  public long heldByAll(Holding holding) {
    return inAll.get(kindOf(holding));
  }

  /** The callers that hold anything. */
  public int size() {
    return held.size();
  }

  /** The limits that are kept. */
  public CallerLimits limits() {
    return limits;
  }

  void add(CallerKey caller, Holding holding, long amount) throws AtLimitException {
    int kind = kindOf(holding);
    long most = limits.of(caller, holding);
    long[] after = new long[] {-1};
    held.compute(
        caller,
        (key, present) -> {
          long before = present == null ? 0 : present[kind];
          if (amount > most - before) {
            return present;
          }
          after[0] = before + amount;
          return plus(present, kind, amount);
        });
    if (after[0] < 0) {
      throw new AtLimitException(holding, true);
    }
    long total = inAll.addAndGet(kind, amount);
    long all = limits.ofAll(holding);
    boolean holdsMuch = after[0] > 1 && after[0] > most / 4;
    if (total > all || (holdsMuch && total > all - all / 4)) {
      giveBack(caller, holding, amount);
      throw new AtLimitException(holding, false);
    }
  }

  void giveBack(CallerKey caller, Holding holding, long amount) {
    if (amount == 0) {
      return;
    }
    int kind = kindOf(holding);
    inAll.addAndGet(kind, -amount);
    held.computeIfPresent(caller, (key, account) -> plus(account, kind, -amount));
  }

  /** The account with the amount; null once it is empty. Runs under the lock of its key. */
  private static long @Nullable [] plus(long @Nullable [] account, int kind, long amount) {
    long[] changed = account == null ? new long[KINDS] : account;
    changed[kind] += amount;
    for (long part : changed) {
      if (part != 0) {
        return changed;
      }
    }
    return null;
  }

  /** Reads under the lock of the key's writers would cost them; a moment's lag costs nothing. */
  private static long heldOf(long[] account, Holding holding) {
    return account[kindOf(holding)];
  }

  /** What each caller holds at this moment, for whoever looks after the server. */
  public Map<CallerKey, Map<Holding, Long>> snapshot() {
    Map<CallerKey, Map<Holding, Long>> all = new HashMap<>();
    held.forEach(
        (caller, account) -> {
          Map<Holding, Long> one = new EnumMap<>(Holding.class);
          for (Holding holding : Holding.values()) {
            long amount = heldOf(account, holding);
            if (amount != 0) {
              one.put(holding, amount);
            }
          }
          all.put(caller, Map.copyOf(one));
        });
    return Map.copyOf(all);
  }

  @SuppressWarnings("EnumOrdinal") // A place in an array that lives no longer than the process.
  private static int kindOf(Holding holding) {
    return holding.ordinal();
  }
}
