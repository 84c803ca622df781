package io.github.jerseymcp.mcp;

/**
 * The errors that leave an MCP endpoint: a JSON-RPC code, the HTTP status of its own, and a
 * constant text. No text of a handler, of the SDK or of the caller is in one.
 */
enum RpcError {
  PARSE(-32700, 400, "The body is no JSON that this server reads"),
  INVALID_REQUEST(-32600, 400, "The body is not one JSON-RPC request or notification"),
  METHOD_NOT_FOUND(-32601, 200, "The method is not known"),
  INVALID_PARAMS(-32602, 200, "The parameters do not fit the method"),
  INTERNAL(-32603, 200, "The server failed to handle the request"),
  UNSUPPORTED_VERSION(-32600, 400, "The protocol version is not supported"),
  HEADER_MISMATCH(-32600, 400, "A header does not agree with the body");

  private final int code;
  private final int status;
  private final String text;

  RpcError(int code, int status, String text) {
    this.code = code;
    this.status = status;
    this.text = text;
  }

  /** The error to send for a code of the SDK, whatever its text says. */
  static RpcError ofCode(int code) {
    return switch (code) {
      case -32700 -> PARSE;
      case -32600 -> INVALID_REQUEST;
      case -32601 -> METHOD_NOT_FOUND;
      case -32602 -> INVALID_PARAMS;
      default -> INTERNAL;
    };
  }

  int code() {
    return code;
  }

  int status() {
    return status;
  }

  String text() {
    return text;
  }
}
