package io.github.jerseymcp.edge;

/**
 * Thrown when the edge refuses a request before anything else has looked at it.
 *
 * <p>Carries no stack trace, and its message is a constant. A refusal at the edge has no challenge:
 * no token would change it.
 */
public final class EdgeException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Why the request was refused, and the HTTP status that says so. */
  public enum Reason {
    /** The Host, or the host that a trusted proxy names, is not one of this server's. */
    HOST_NOT_ALLOWED(421, "This host is not served here"),
    /** The Origin is not allowed (MCP, Streamable HTTP: a server answers it with 403). */
    ORIGIN_NOT_ALLOWED(403, "This origin is not allowed"),
    /** The body is, or says it is, larger than the limit. */
    BODY_TOO_LARGE(413, "The request body is too large"),
    /** There are too many header fields, or together they are too large (RFC 6585 section 5). */
    HEADERS_TOO_LARGE(431, "The request header fields are too large"),
    /** The Content-Length is repeated or is no number (RFC 9110 section 8.6). */
    MALFORMED_CONTENT_LENGTH(400, "The Content-Length is malformed");

    private final int status;
    private final String text;

    Reason(int status, String text) {
      this.status = status;
      this.text = text;
    }

    /** The HTTP status of the answer. */
    public int status() {
      return status;
    }

    /** A constant sentence for the body of the answer. */
    public String text() {
      return text;
    }
  }

  private final Reason reason;

  EdgeException(Reason reason) {
    super(reason.text(), null, false, false);
    this.reason = reason;
  }

  /** Why the request was refused. */
  public Reason reason() {
    return reason;
  }
}
