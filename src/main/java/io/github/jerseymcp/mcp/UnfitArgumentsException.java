package io.github.jerseymcp.mcp;

/**
 * Says that the scopes of an operation cannot be told, since the client has left out what they
 * depend on, or sent what cannot be part of a scope (RFC 6749 section 3.3). An {@link
 * OperationPolicy} throws it; the operation does not run, and the client gets the JSON-RPC error
 * -32602. It has no text of the client's, and no stack trace.
 */
public final class UnfitArgumentsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Made by a policy. */
  public UnfitArgumentsException() {
    super("The arguments name no scope", null, false, false);
  }
}
