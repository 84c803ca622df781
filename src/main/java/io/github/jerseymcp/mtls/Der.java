package io.github.jerseymcp.mtls;

import java.util.Base64;

/** Bytes that have the outer shape of a certificate: one DER sequence and nothing after it. */
final class Der {

  private static final int SEQUENCE = 0x30;

  private Der() {}

  static byte[] ofBase64(String base64) throws InvalidCertificateException {
    byte[] der;
    try {
      der = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new InvalidCertificateException(CertificateFault.MALFORMED);
    }
    if (!isOneSequence(der)) {
      throw new InvalidCertificateException(CertificateFault.MALFORMED);
    }
    return der;
  }

  private static boolean isOneSequence(byte[] der) {
    if (der.length < 2 || der[0] != SEQUENCE) {
      return false;
    }
    int first = der[1] & 0xFF;
    if (first < 0x80) {
      return der.length == 2 + first;
    }
    int lengthBytes = first & 0x7F;
    if (lengthBytes < 1 || lengthBytes > 3 || der.length < 2 + lengthBytes) {
      return false;
    }
    int length = 0;
    for (int i = 0; i < lengthBytes; i++) {
      length = (length << 8) | (der[2 + i] & 0xFF);
    }
    return der.length == 2 + lengthBytes + length;
  }
}
