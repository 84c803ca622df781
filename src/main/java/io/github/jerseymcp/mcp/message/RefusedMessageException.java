package io.github.jerseymcp.mcp.message;

import java.util.Optional;

/** Ends the handling of a message that cannot be served. Carries no stack trace. */
public final class RefusedMessageException extends Exception {

  private static final long serialVersionUID = 1L;
  private static final long STANDARD_SECONDS = 5;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVICE_UNAVAILABLE = 503;

  private final RpcError error;
  private final int status;
  private final transient Optional<Object> id;
  private final long retryAfter;
  private final transient Optional<Object> data;

  /** Refuses what has no id, or none that could be read. */
  public RefusedMessageException(RpcError error) {
    this(error, Optional.empty());
  }

  RefusedMessageException(RpcError error, Optional<Object> id) {
    this(error, error.status(), id, STANDARD_SECONDS, Optional.empty());
  }

  private RefusedMessageException(
      RpcError error, int status, Optional<Object> id, long retryAfter, Optional<Object> data) {
    super(error.text(), null, false, false);
    this.error = error;
    this.status = status;
    this.id = id;
    this.retryAfter = retryAfter;
    this.data = data;
  }

  /** A refusal of a message, in its terms. */
  static RefusedMessageException of(RpcError error, IncomingMessage message) {
    RpcError said = message.terms().of(error);
    return new RefusedMessageException(
        said, message.terms().statusOf(said), message.id(), STANDARD_SECONDS, Optional.empty());
  }

  /** The same, after which another attempt may succeed in so many seconds. */
  RefusedMessageException after(long seconds) {
    return new RefusedMessageException(error, status, id, seconds, data);
  }

  /** The same, as a failure of the server where only waiting helps. */
  public RefusedMessageException asFailure() {
    return status == TOO_MANY_REQUESTS
        ? new RefusedMessageException(error, SERVICE_UNAVAILABLE, id, retryAfter, data)
        : this;
  }

  /** The same, which tells the client more. */
  public RefusedMessageException with(Object more) {
    return new RefusedMessageException(error, status, id, retryAfter, Optional.of(more));
  }

  public RpcError error() {
    return error;
  }

  /** The HTTP status of the answer. */
  public int status() {
    return status;
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
