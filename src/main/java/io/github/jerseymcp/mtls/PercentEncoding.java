package io.github.jerseymcp.mtls;

/** URL escapes of ASCII text (RFC 3986 section 2.1). A plus sign stands for itself. */
final class PercentEncoding {

  private PercentEncoding() {}

  static String decode(String escaped) throws InvalidCertificateException {
    StringBuilder text = new StringBuilder(escaped.length());
    for (int i = 0; i < escaped.length(); i++) {
      char c = escaped.charAt(i);
      if (c == '%') {
        int high = digit(escaped, i + 1);
        int low = digit(escaped, i + 2);
        c = (char) ((high << 4) | low);
        i += 2;
      }
      if (c >= 128) {
        throw new InvalidCertificateException(CertificateFault.MALFORMED);
      }
      text.append(c);
    }
    return text.toString();
  }

  private static int digit(String escaped, int index) throws InvalidCertificateException {
    char c = index < escaped.length() ? escaped.charAt(index) : ' ';
    int digit = c < 128 ? Character.digit(c, 16) : -1;
    if (digit < 0) {
      throw new InvalidCertificateException(CertificateFault.MALFORMED);
    }
    return digit;
  }
}
