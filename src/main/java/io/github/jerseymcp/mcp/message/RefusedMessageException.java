package io.github.jerseymcp.mcp.message;

import java.util.Optional;

/** Ends the handling of a message that cannot be served. Carries no stack trace. */
public final class RefusedMessageException extends Exception {

  private static final long serialVersionUID = 1L;

  private final RpcError error;
  private final transient Optional<Object> id;

  /** Refuses what has no id, or none that could be read. */
  public RefusedMessageException(RpcError error) {
    this(error, Optional.empty());
  }

  RefusedMessageException(RpcError error, Optional<Object> id) {
    super(error.text(), null, false, false);
    this.error = error;
    this.id = id;
  }

  public RpcError error() {
    return error;
  }

  /** The id of the message, if it has one. */
  public Optional<Object> id() {
    return id;
  }
}
