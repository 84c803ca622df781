package io.github.jerseymcp.fetch;

import java.io.IOException;

/** Says that an answer could not be had, with a reason that is fit for a log. */
public final class FetchFailedException extends IOException {

  private static final long serialVersionUID = 1L;

  private final FetchFault fault;

  /** The fault, in its own words. */
  public FetchFailedException(FetchFault fault) {
    super(fault.text());
    this.fault = fault;
  }

  /** A document that is not acceptable, for a reason that holds nothing of it. */
  public FetchFailedException(String reason) {
    super(reason);
    this.fault = FetchFault.DOCUMENT;
  }

  /** What went wrong. */
  public FetchFault fault() {
    return fault;
  }

  /** The same in words. */
  public String reason() {
    return String.valueOf(getMessage());
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
