package io.github.jerseymcp.mcp.message;

import java.util.Optional;

/** Ends the handling of a message that cannot be served. Carries no stack trace. */
public final class RefusedMessageException extends Exception {

  private static final long serialVersionUID = 1L;
  private static final long STANDARD_SECONDS = 5;

  private final RpcError error;
  private final transient Optional<Object> id;
  private final long retryAfter;
  private final transient Optional<Object> data;

  /** Refuses what has no id, or none that could be read. */
  public RefusedMessageException(RpcError error) {
    this(error, Optional.empty());
  }

  RefusedMessageException(RpcError error, Optional<Object> id) {
    this(error, id, STANDARD_SECONDS);
  }

  RefusedMessageException(RpcError error, Optional<Object> id, long retryAfter) {
    super(error.text(), null, false, false);
    this.error = error;
    this.id = id;
    this.retryAfter = retryAfter;
    this.data = Optional.empty();
  }

  private RefusedMessageException(RefusedMessageException other, Object data) {
    super(other.getMessage(), null, false, false);
    this.error = other.error;
    this.id = other.id;
    this.retryAfter = other.retryAfter;
    this.data = Optional.of(data);
  }

  /** The same, which tells the client more. */
  public RefusedMessageException with(Object more) {
    return new RefusedMessageException(this, more);
  }

  public RpcError error() {
    return error;
  }

  /** The id of the message, if it has one. */
  public Optional<Object> id() {
    return id;
  }

  /** What the client is told beside the text. */
  public Optional<Object> data() {
    return data;
  }

  /** After how many seconds another attempt may succeed, if the error is temporary. */
  public long retryAfter() {
    return retryAfter;
  }
}
