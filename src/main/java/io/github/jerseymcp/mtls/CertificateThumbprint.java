package io.github.jerseymcp.mtls;

import io.github.jerseymcp.jose.Base64Url;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The thumbprint of a certificate: base64url of the SHA-256 of its DER (RFC 8705 section 3.1). */
public final class CertificateThumbprint {

  private CertificateThumbprint() {}

  /** The thumbprint, 43 characters without padding. */
  public static String of(byte[] der) {
    try {
      return Base64Url.encode(MessageDigest.getInstance("SHA-256").digest(der));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("The Java runtime lacks SHA-256", e);
    }
  }

  /** Whether a thumbprint is that of a certificate; takes the same time wherever they differ. */
  static boolean matches(byte[] der, String thumbprint) {
    return MessageDigest.isEqual(
        of(der).getBytes(StandardCharsets.US_ASCII), thumbprint.getBytes(StandardCharsets.UTF_8));
  }
}
