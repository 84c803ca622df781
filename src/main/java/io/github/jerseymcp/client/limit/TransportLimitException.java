package io.github.jerseymcp.client.limit;

import java.io.IOException;

/** Says that a server exceeded one of the {@link TransportLimits}. Its message names which. */
public final class TransportLimitException extends IOException {

  private static final long serialVersionUID = 1L;

  private final String limit;

  /** Of a limit by its name, such as {@code headTimeout}. */
  public TransportLimitException(String limit) {
    this(limit, limit);
  }

  TransportLimitException(String limit, String text) {
    super("The answer of the server exceeds a limit of this client: " + text);
    this.limit = limit;
  }

  /** The limit, such as {@code maximumAnswer}; a constant of this library. */
  public String limit() {
    return limit;
  }
}
