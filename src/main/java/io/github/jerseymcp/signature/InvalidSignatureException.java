package io.github.jerseymcp.signature;

/** Says that the signature of a request is refused, and why. Carries no stack trace. */
public final class InvalidSignatureException extends Exception {

  private static final long serialVersionUID = 1L;

  private final SignatureFault fault;

  InvalidSignatureException(SignatureFault fault) {
    super(fault.sentence(), null, false, false);
    this.fault = fault;
  }

  /** Why it is refused. */
  public SignatureFault fault() {
    return fault;
  }
}
