package io.github.jerseymcp.mtls;

/**
 * Says that the client certificate of a request cannot be read, or is not the one that its token is
 * bound to: 401 {@code invalid_token} (RFC 8705 section 3). The message is a constant. Carries no
 * stack trace.
 */
public final class InvalidCertificateException extends Exception {

  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** Says that there is a certificate, or the place of one, which cannot be read. */
  public InvalidCertificateException() {
    this(Reason.UNREADABLE);
  }

  InvalidCertificateException(Reason reason) {
    super(reason.sentence(), null, false, false);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }

  /** Why a certificate is refused, each with a sentence for the operator. */
  enum Reason {
    /** The client showed no certificate. */
    MISSING("The token is bound to a client certificate, and the connection has none"),
    /** There are several header fields, or several certificates in one. */
    SEVERAL(
        "There are several client certificates; have the proxy replace what clients send, and"
            + " forward the certificate of the client alone"),
    /** A header field is too long or not in the configured form. */
    MALFORMED("The client certificate is not in the form that the proxy is configured to send"),
    /** The token is bound to another certificate. */
    MISMATCH("The token is bound to another client certificate than that of the connection"),
    /** The source of certificates failed. */
    UNREADABLE("The client certificate of the connection could not be read");

    private final String sentence;

    Reason(String sentence) {
      this.sentence = sentence;
    }

    /** What is wrong and how to mend it: a constant, fit for a log. */
    String sentence() {
      return sentence;
    }
  }
}
