package io.github.jerseymcp.mtls;

import io.github.jerseymcp.event.Cause;
import io.github.jerseymcp.event.Stage;
import java.util.Locale;

/** What is wrong with a certificate that is refused, each with a sentence for the operator. */
enum CertificateFault implements Cause {
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

  private final String code = "certificate." + name().toLowerCase(Locale.ROOT);
  private final String sentence;

  CertificateFault(String sentence) {
    this.sentence = sentence;
  }

  @Override
  public Stage stage() {
    return Stage.SENDER;
  }

  @Override
  public String code() {
    return code;
  }

  /** What is wrong and how to fix it: a constant, fit for a log. */
  @Override
  public String sentence() {
    return sentence;
  }
}
