package io.github.jerseymcp.mcp.message;

import org.jspecify.annotations.Nullable;

/** Ends the handling of a message that cannot be served. Carries no stack trace. */
public final class RefusedMessageException extends Exception {

  private static final long serialVersionUID = 1L;

  private final RpcError error;
  private final transient @Nullable Object id;

  /**
   * Refuses a message.
   *
   * @param id the id of the request, where it could be read
   */
  public RefusedMessageException(RpcError error, @Nullable Object id) {
    super(error.text(), null, false, false);
    this.error = error;
    this.id = id;
  }

  public RpcError error() {
    return error;
  }

  public @Nullable Object id() {
    return id;
  }
}
