package io.github.jerseymcp.edge;

import io.github.jerseymcp.event.Cause;
import io.github.jerseymcp.event.Stage;
import java.util.Locale;

/** What is wrong with a request that the edge refuses. What it is answered is said elsewhere. */
public enum EdgeFault implements Cause {
  /** The Host, or the host that a trusted proxy names, is not one of this server's. */
  HOST_NOT_ALLOWED(
      "The host is not the public origin's: call the server by its public origin, have the proxy"
          + " pass the Host on, or add it with edge.withAllowedHosts"),
  /** The Origin is not allowed (MCP, Streamable HTTP). */
  ORIGIN_NOT_ALLOWED(
      "A page of another site called: if it may, add its origin with edge.withAllowedOrigins"),
  /** The body is, or says it is, larger than the limit. */
  BODY_TOO_LARGE(
      "The body is larger than the limit: send less, or raise edge.withMaximumBodyBytes"),
  /** There are too many header fields, or together they are too large (RFC 6585 section 5). */
  HEADERS_TOO_LARGE(
      "The header fields are larger, or more, than the limit: send less, or raise"
          + " edge.withMaximumHeaderBytes or edge.withMaximumHeaderFields"),
  /** The Content-Length is repeated or is no number (RFC 9110 section 8.6). */
  MALFORMED_CONTENT_LENGTH(
      "The Content-Length is repeated or is no number: correct the client or the proxy");

  private final String code = "edge." + name().toLowerCase(Locale.ROOT);
  private final String sentence;

  EdgeFault(String sentence) {
    this.sentence = sentence;
  }

  @Override
  public Stage stage() {
    return Stage.EDGE;
  }

  @Override
  public String code() {
    return code;
  }

  @Override
  public String sentence() {
    return sentence;
  }
}
