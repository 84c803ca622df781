package io.github.jerseymcp.event;

/** Where on the way of a request something was refused, in the order of the way. */
public enum Stage {
  /** Host, Origin, header fields, the size and the time of a body, the address of a document. */
  EDGE,
  /** The {@code Authorization} header. */
  CREDENTIALS,
  /** The access token and the keys of its issuer. */
  TOKEN,
  /** What binds the token to its sender: a DPoP proof, a client certificate. */
  SENDER,
  /** Whether the proof was used before. */
  REPLAY,
  /** The application's own idea of its users. */
  MAPPER,
  /** The scopes of the token. */
  SCOPES,
  /** How, and how recently, the user has signed in. */
  AUTHENTICATION,
  /** The form of an MCP message. */
  MESSAGE,
  /** The operation of an MCP message, and its run. */
  OPERATION,
  /** The session or the stream that a message belongs to. */
  SESSION,
  /** What one caller, or all together, may hold. */
  LIMITS,
  /** The application, which lacks something or is stopping. */
  SERVER
}
