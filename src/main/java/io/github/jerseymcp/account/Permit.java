package io.github.jerseymcp.account;

/**
 * An amount that a caller holds, until it is closed. Closing it again does nothing, so every way
 * out may do it. Thread-safe.
 */
public final class Permit implements AutoCloseable {

  private final Accounts accounts;
  private final CallerKey caller;
  private final Holding holding;
  private long amount;
  private boolean closed;

  Permit(Accounts accounts, CallerKey caller, Holding holding, long amount) {
    this.accounts = accounts;
    this.caller = caller;
    this.holding = holding;
    this.amount = amount;
  }

  /** Whose account it is on. */
  public CallerKey caller() {
    return caller;
  }

  /** How much is held at present. */
  public synchronized long amount() {
    return amount;
  }

  /**
   * Takes or gives back what makes the amount this one. After the end nothing is taken any more.
   *
   * @throws AtLimitException if it is more than the caller, or all together, may hold; then the
   *     amount stays what it was
   */
  public synchronized void resize(long wanted) throws AtLimitException {
    if (closed) {
      return;
    }
    if (wanted > amount) {
      accounts.add(caller, holding, wanted - amount);
      amount = wanted;
    } else {
      giveBackTo(wanted);
    }
  }

  /** Whether the caller may hold so much when it holds nothing else. */
  public boolean couldEverBe(long wanted) {
    return wanted <= accounts.limits().of(caller, holding);
  }

  /**
   * Gives back all beyond this amount.
   *
   * @throws IllegalArgumentException if it is more than is held
   */
  public synchronized void giveBackTo(long wanted) {
    if (closed) {
      return;
    }
    if (wanted > amount) {
      throw new IllegalArgumentException("Giving back takes nothing");
    }
    accounts.giveBack(caller, holding, amount - wanted);
    amount = wanted;
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      accounts.giveBack(caller, holding, amount);
      amount = 0;
    }
  }
}
