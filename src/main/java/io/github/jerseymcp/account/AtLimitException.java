package io.github.jerseymcp.account;

/** A caller asked for more than its share, or all callers together hold all there is. */
public final class AtLimitException extends Exception {

  private static final long serialVersionUID = 1L;

  private final Holding holding;
  private final boolean ofCaller;

  AtLimitException(Holding holding, boolean ofCaller) {
    super(holding + " at the limit of " + (ofCaller ? "its caller" : "all"), null, false, false);
    this.holding = holding;
    this.ofCaller = ofCaller;
  }

  /** What there is no more of. */
  public Holding holding() {
    return holding;
  }

  /** Whether it is this caller's share that is used up (429), and not the whole (503). */
  public boolean isOfCaller() {
    return ofCaller;
  }
}
