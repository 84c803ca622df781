package io.github.jerseymcp.edge;

/**
 * Thrown when the edge refuses a request before anything else has looked at it.
 *
 * <p>Carries no stack trace, and its message is a constant. A refusal at the edge has no challenge:
 * no token would change it.
 */
public final class EdgeException extends Exception {

  private static final long serialVersionUID = 1L;

  private final EdgeFault fault;

  EdgeException(EdgeFault fault) {
    super(fault.name(), null, false, false);
    this.fault = fault;
  }

  /** Why the request was refused. */
  public EdgeFault fault() {
    return fault;
  }
}
