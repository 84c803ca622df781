package io.github.jerseymcp.edge;

/** What is wrong with a request that the edge refuses. What it is answered is said elsewhere. */
public enum EdgeFault {
  /** The Host, or the host that a trusted proxy names, is not one of this server's. */
  HOST_NOT_ALLOWED,
  /** The Origin is not allowed (MCP, Streamable HTTP). */
  ORIGIN_NOT_ALLOWED,
  /** The body is, or says it is, larger than the limit. */
  BODY_TOO_LARGE,
  /** There are too many header fields, or together they are too large (RFC 6585 section 5). */
  HEADERS_TOO_LARGE,
  /** The Content-Length is repeated or is no number (RFC 9110 section 8.6). */
  MALFORMED_CONTENT_LENGTH
}
