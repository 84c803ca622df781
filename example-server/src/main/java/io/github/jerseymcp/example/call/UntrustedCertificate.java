package io.github.jerseymcp.example.call;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;

/** Says why there is no TLS connection to a server. */
final class UntrustedCertificate {

  private UntrustedCertificate() {}

  /** What is wrong, and what helps. */
  static String sentence(Throwable failure) {
    return "The server cannot be reached over TLS: " + reason(failure);
  }

  private static String reason(Throwable failure) {
    if (Causes.of(failure, CertificateExpiredException.class).isPresent()
        || Causes.of(failure, CertificateNotYetValidException.class).isPresent()) {
      return "its certificate has expired, or is not valid yet";
    }
    if (Causes.of(failure, CertPathBuilderException.class).isPresent()) {
      return "its certificate is not signed by anybody who is trusted. An authority of your own goes"
          + " into a trust store: java -Djavax.net.ssl.trustStore=FILE"
          + " -Djavax.net.ssl.trustStorePassword=PASSWORD -jar ...";
    }
    if (Causes.of(failure, CertificateException.class).isPresent()) {
      return "its certificate is for another name, or is not acceptable";
    }
    return "it does not speak TLS of version 1.2 or 1.3 there. Is it http?";
  }
}
