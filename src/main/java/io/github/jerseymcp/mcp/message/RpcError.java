package io.github.jerseymcp.mcp.message;

import io.github.jerseymcp.event.Cause;
import io.github.jerseymcp.event.Stage;
import java.util.Locale;

/**
 * The errors that leave an MCP endpoint: a JSON-RPC code, the HTTP status of its own, and a
 * constant text. No text of a handler, of the SDK or of the caller is in one.
 *
 * <p>Each is the {@link Cause} as well.
 *
 * <p>What JSON-RPC and MCP have no code for carries the HTTP status as its code, outside of what
 * they reserve.
 */
public enum RpcError implements Cause {
  PARSE(-32700, 400, Stage.MESSAGE, "The body is no JSON that this server reads"),
  INVALID_REQUEST(
      -32600, 400, Stage.MESSAGE, "The body is not one JSON-RPC message that this endpoint takes"),
  METHOD_NOT_FOUND(-32601, 200, Stage.OPERATION, "The method is not known"),
  INVALID_PARAMS(-32602, 200, Stage.OPERATION, "The parameters do not fit the method"),
  UNKNOWN_CURSOR(-32602, 200, Stage.OPERATION, "The cursor is none of this list: begin anew"),
  RESOURCE_NOT_FOUND(-32002, 200, Stage.OPERATION, "The resource is not known"),
  URL_ELICITATION_REQUIRED(
      -32042, 200, Stage.OPERATION, "The request needs what the user gives at an address"),
  INTERNAL(-32603, 200, Stage.OPERATION, "The server failed to handle the request"),
  TIMED_OUT(-32603, 200, Stage.OPERATION, "The server did not finish the request in time"),
  UNANSWERED(
      -32603,
      200,
      Stage.OPERATION,
      "The request needs to ask its client something, and gets no answer"),
  ANSWER_TOO_LARGE(
      -32603, 200, Stage.LIMITS, "The answer is larger than the server keeps for one caller"),
  UNSUPPORTED_VERSION(-32600, 400, Stage.MESSAGE, "The protocol version is not supported"),
  VERSION_MISMATCH(
      -32600, 400, Stage.MESSAGE, "The protocol version is not the one of this session"),
  HEADER_MISMATCH(-32600, 400, Stage.MESSAGE, "A header does not agree with the body"),
  ALREADY_INITIALIZED(-32600, 400, Stage.SESSION, "The session is initialized already"),
  REUSED_ID(-32600, 400, Stage.SESSION, "The id of the request was used before in this session"),
  SESSION_REQUIRED(-32600, 400, Stage.SESSION, "The request needs one Mcp-Session-Id header"),
  NOT_RESUMABLE(-32600, 400, Stage.SESSION, "The stream can no longer be resumed: open a new one"),
  STREAM_OVER(
      405, 405, Stage.SESSION, "The stream has nothing more to say: do not come back to it"),
  TOKEN_ENDED(
      -32603, 200, Stage.TOKEN, "The token of the request came to its end before the request did"),
  STOPPING(503, 503, Stage.SERVER, "The server is stopping"),
  NOT_ALLOWED(403, 403, Stage.OPERATION, "No rule of this server allows the operation"),
  SESSION_NOT_FOUND(404, 404, Stage.SESSION, "The session is not known: initialize a new one"),
  NOT_ACCEPTABLE(
      406, 406, Stage.MESSAGE, "The client accepts no form of the answer: accept both types"),
  TOO_COSTLY(
      413,
      413,
      Stage.LIMITS,
      "The body has more values, or takes more memory, than this server allows"),
  TOO_MANY_SESSIONS(429, 429, Stage.LIMITS, "The caller has too many sessions: end one, or wait"),
  TOO_MANY_CALLS(429, 429, Stage.LIMITS, "The caller has too many calls in flight: wait for one"),
  TOO_OFTEN(429, 429, Stage.LIMITS, "The caller calls tools more often than it may: wait"),
  TOO_MANY_ANONYMOUS(
      429,
      429,
      Stage.LIMITS,
      "This network sends more requests without a token than it may: wait, or sign in"),
  TOO_MANY_STREAMS(
      429, 429, Stage.LIMITS, "The caller has too many streams open: close one, or wait"),
  TOO_MANY_SUBSCRIPTIONS(
      429, 429, Stage.LIMITS, "The session watches too many resources: leave one"),
  TOO_LARGE(413, 413, Stage.LIMITS, "The message is larger than the server takes from one caller"),
  TOO_MANY_BYTES(
      429,
      429,
      Stage.LIMITS,
      "The caller has too much under way: wait for what it sent or asked for"),
  NOT_COUNTED(503, 503, Stage.LIMITS, "The server cannot count calls at the moment: wait"),
  OVERLOADED(503, 503, Stage.LIMITS, "The server is at its limit: wait"),

  // What MCP 2026-07-28 says of the same in another way.
  UNKNOWN_METHOD(-32601, 404, Stage.OPERATION, "The method is not known"),
  UNFIT_PARAMS(-32602, 400, Stage.OPERATION, "The parameters do not fit the method"),
  UNKNOWN_RESOURCE(-32602, 400, Stage.OPERATION, "The resource is not known"),
  MIRROR_MISMATCH(
      -32020, 400, Stage.MESSAGE, "A header is missing, or does not agree with the body"),
  UNFIT_STATE(
      -32602, 400, Stage.OPERATION, "The state or cursor is none of this request: ask anew"),
  TOO_MANY_STATES(
      429, 429, Stage.LIMITS, "The caller has answered more questions than it may: wait"),
  STATES_UNKNOWN(503, 503, Stage.LIMITS, "The server cannot tell whether the state was used: wait"),
  MISSING_CAPABILITY(
      -32021, 400, Stage.OPERATION, "The request needs a capability that its client lacks"),
  UNKNOWN_VERSION(-32022, 400, Stage.MESSAGE, "The protocol version is not supported");

  private final String code = "message." + name().toLowerCase(Locale.ROOT);
  private final int rpcCode;
  private final int status;
  private final Stage stage;
  private final String text;

  RpcError(int rpcCode, int status, Stage stage, String text) {
    this.rpcCode = rpcCode;
    this.status = status;
    this.stage = stage;
    this.text = text;
  }

  /** The error to send for a code of the SDK, whatever its text says. */
  public static RpcError ofCode(int code) {
    return switch (code) {
      case -32700 -> PARSE;
      case -32600 -> INVALID_REQUEST;
      case -32601 -> METHOD_NOT_FOUND;
      case -32602 -> INVALID_PARAMS;
      case -32002 -> RESOURCE_NOT_FOUND;
      case -32042 -> URL_ELICITATION_REQUIRED;
      default -> INTERNAL;
    };
  }

  /** The code of the JSON-RPC error. */
  public int rpcCode() {
    return rpcCode;
  }

  public int status() {
    return status;
  }

  /** What the client reads. */
  public String text() {
    return text;
  }

  @Override
  public Stage stage() {
    return stage;
  }

  @Override
  public String code() {
    return code;
  }

  @Override
  public String sentence() {
    return RpcAdvice.on(this);
  }

  /** Whether waiting helps, so that the answer says how long. */
  public boolean isTemporary() {
    return status == 429 || status == 503;
  }

  /**
   * How a generation of MCP versions says an error: a client understands the codes of its own
   * generation, and may take another one for a server of another generation.
   */
  @FunctionalInterface
  public interface Terms {

    /** The terms of the versions up to 2025-11-25. */
    Terms LEGACY = error -> error;

    /** The error to send in place of this one. */
    RpcError of(RpcError error);

    /** Whether clients read from the HTTP status what happened to a request. */
    default boolean countStatus() {
      return false;
    }

    /** Whether an answer may come on an event stream to a client that takes JSON as well. */
    default boolean mayStream() {
      return true;
    }

    /** The HTTP status of an error that is sent. */
    default int statusOf(RpcError error) {
      return error.status();
    }
  }
}
