package io.github.jerseymcp.mtls;

import io.github.jerseymcp.event.Cause;

/**
 * Says that the client certificate of a request cannot be read, or is not the one that its token is
 * bound to: 401 {@code invalid_token} (RFC 8705 section 3). The message is a constant; nothing of
 * the certificate is in it. Carries no stack trace.
 */
public final class InvalidCertificateException extends Exception {

  private static final long serialVersionUID = 1L;

  private final CertificateFault fault;

  /** Says that there is a certificate, or the place of one, which cannot be read. */
  public InvalidCertificateException() {
    this(CertificateFault.UNREADABLE);
  }

  InvalidCertificateException(CertificateFault fault) {
    super(fault.sentence(), null, false, false);
    this.fault = fault;
  }

  /** What is wrong with the certificate. */
  public Cause fault() {
    return fault;
  }
}
