package io.github.jerseymcp.fetch;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Why there is no TLS connection, out of what the JDK and the client throw. */
final class TlsFailure {

  private TlsFailure() {}

  static FetchFault fault(SSLException failure) {
    FetchFault found = FetchFault.TLS;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateExpiredException
          || cause instanceof CertificateNotYetValidException) {
        return FetchFault.TLS_OUT_OF_DATE;
      }
      if (cause instanceof CertPathBuilderException
          || cause instanceof CertPathValidatorException) {
        found = FetchFault.TLS_NOT_TRUSTED;
      } else if (cause instanceof SSLPeerUnverifiedException || isOfAnotherName(cause)) {
        found = FetchFault.TLS_OTHER_NAME;
      }
    }
    return found;
  }

  /** The JDK has no class of its own for it. */
  private static boolean isOfAnotherName(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    return cause.getClass() == CertificateException.class
        && (message.startsWith("No subject alternative") || message.startsWith("No name matching"));
  }
}
