package io.github.jerseymcp.mtls;

/** One certificate in PEM, without text before or after it (RFC 7468 section 5). */
final class Pem {

  private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
  private static final String END = "-----END CERTIFICATE-----";

  private Pem() {}

  static byte[] certificate(String pem) throws InvalidCertificateException {
    String text = pem.strip();
    if (!text.startsWith(BEGIN) || !text.endsWith(END)) {
      throw new InvalidCertificateException(CertificateFault.MALFORMED);
    }
    if (text.indexOf(BEGIN, BEGIN.length()) >= 0) {
      throw new InvalidCertificateException(CertificateFault.SEVERAL);
    }
    if (text.length() < BEGIN.length() + END.length()) {
      throw new InvalidCertificateException(CertificateFault.MALFORMED);
    }
    StringBuilder base64 = new StringBuilder(text.length());
    for (int i = BEGIN.length(); i < text.length() - END.length(); i++) {
      char c = text.charAt(i);
      if (c != '\n' && c != '\r' && c != ' ' && c != '\t') {
        base64.append(c);
      }
    }
    return Der.ofBase64(base64.toString());
  }
}
