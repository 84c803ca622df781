package io.github.jerseymcp.mcp.modern;

import io.github.jerseymcp.mcp.message.IncomingMessage;
import io.github.jerseymcp.mcp.message.IncomingMessage.Invocation;
import io.github.jerseymcp.mcp.message.RpcError;
import jakarta.ws.rs.core.Response.Status;

/**
 * The errors of MCP 2026-07-28.
 *
 * @param discovers whether a client asks what the server speaks: it takes a status of 4xx, and an
 *     error with 200, for a server of an older version, and remembers that, unless the status is
 *     401 or 403, or the code -32022
 */
record ModernTerms(boolean discovers) implements RpcError.Terms {

  static final String DISCOVER = "server/discover";

  /** The terms in which a message is answered. */
  static ModernTerms of(IncomingMessage message) {
    return new ModernTerms(
        message instanceof Invocation asked && asked.operation().method().equals(DISCOVER));
  }

  @Override
  public RpcError of(RpcError error) {
    return switch (error) {
      case METHOD_NOT_FOUND -> RpcError.UNKNOWN_METHOD;
      case INVALID_PARAMS -> RpcError.UNFIT_PARAMS;
      case UNKNOWN_CURSOR -> RpcError.UNFIT_STATE;
      case RESOURCE_NOT_FOUND -> RpcError.UNKNOWN_RESOURCE;
      case HEADER_MISMATCH -> RpcError.MIRROR_MISMATCH;
      case UNSUPPORTED_VERSION, VERSION_MISMATCH -> RpcError.UNKNOWN_VERSION;
      // The version has no such code any more.
      case URL_ELICITATION_REQUIRED -> RpcError.INTERNAL;
      default -> error;
    };
  }

  @Override
  public boolean countStatus() {
    return true;
  }

  /** On a stream, and with status 200, such a client reads the code alone. */
  @Override
  public boolean mayStream() {
    return !discovers;
  }

  @Override
  public int statusOf(RpcError error) {
    if (discovers && error.status() == Status.TOO_MANY_REQUESTS.getStatusCode()) {
      return Status.SERVICE_UNAVAILABLE.getStatusCode();
    }
    return discovers && error.status() == Status.OK.getStatusCode()
        ? Status.INTERNAL_SERVER_ERROR.getStatusCode()
        : error.status();
  }
}
