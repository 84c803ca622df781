package io.github.jerseymcp.example.doctor.wire;

/**
 * Counts requests, and says when it is enough. Some are kept for the end of what the doctor began
 * at the endpoint.
 */
final class Budget {

  private final int most;
  private int used;
  private int kept;

  Budget(int most) {
    this.most = most;
  }

  /** Takes one of those that are not kept. */
  void take() throws CannotTellException {
    if (used + kept >= most) {
      throw new CannotTellException("The doctor has sent as many requests as it may");
    }
    used++;
  }

  /** Keeps one for later, if there is one left. */
  void keep() {
    kept++;
  }

  /** Makes one that was kept free again. */
  void release() {
    kept--;
  }

  int used() {
    return used;
  }
}
