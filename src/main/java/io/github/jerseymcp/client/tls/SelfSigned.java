package io.github.jerseymcp.client.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;

/** Writes a certificate that signs itself (RFC 5280 section 4.1), which the JDK cannot. */
final class SelfSigned {

  private static final int SEQUENCE = 0x30;
  private static final int SET = 0x31;

  private static final byte[] COMMON_NAME = der(6, 0x55, 4, 3);
  private static final byte[] ALTERNATIVE_NAME = der(6, 0x55, 0x1D, 0x11);

  private SelfSigned() {}

  /** With which key, and how it signs. A runtime may forbid some of them, and hardly all. */
  @SuppressWarnings("ImmutableEnumChecker") // The array stays here, and nothing changes it.
  enum Kind {
    P256("EC", 256, "SHA256withECDSA", der(6, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 4, 3, 2)),
    P384("EC", 384, "SHA384withECDSA", der(6, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 4, 3, 3)),
    RSA(
        "RSA",
        3072,
        "SHA384withRSA",
        der(6, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 1, 0x0C),
        der(5, new byte[0]));

    private final String keys;
    private final int bits;
    private final String signature;
    private final byte[] identifier;

    Kind(String keys, int bits, String signature, byte[]... identifier) {
      this.keys = keys;
      this.bits = bits;
      this.signature = signature;
      this.identifier = der(SEQUENCE, identifier);
    }

    KeyPair pair() throws GeneralSecurityException {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(keys);
      generator.initialize(bits);
      return generator.generateKeyPair();
    }
  }

  /** A certificate of that name and key of that kind, good in this century. */
  static X509Certificate certificate(Kind kind, KeyPair pair, String name)
      throws GeneralSecurityException {
    byte[] host = name.getBytes(US_ASCII);
    byte[] subject = der(SEQUENCE, der(SET, der(SEQUENCE, COMMON_NAME, der(0x0C, host))));
    byte[] alternative = der(SEQUENCE, der(0x82, host));
    byte[] toBeSigned =
        der(
            SEQUENCE,
            der(0xA0, der(2, 2)),
            der(2, 1),
            kind.identifier,
            subject,
            der(SEQUENCE, time("20200101000000Z"), time("20991231235959Z")),
            subject,
            pair.getPublic().getEncoded(),
            der(0xA3, der(SEQUENCE, der(SEQUENCE, ALTERNATIVE_NAME, der(4, alternative)))));
    Signature signature = Signature.getInstance(kind.signature);
    signature.initSign(pair.getPrivate());
    signature.update(toBeSigned);
    byte[] signed =
        der(SEQUENCE, toBeSigned, kind.identifier, der(3, new byte[1], signature.sign()));
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(signed));
  }

  private static byte[] time(String text) {
    return der(0x18, text.getBytes(US_ASCII));
  }

  private static byte[] der(int tag, int... content) {
    byte[] bytes = new byte[content.length];
    for (int i = 0; i < content.length; i++) {
      bytes[i] = (byte) content[i];
    }
    return der(tag, bytes);
  }

  private static byte[] der(int tag, byte[]... contents) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : contents) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.write(tag);
    int length = content.size();
    if (length > 0xFF) {
      whole.write(0x82);
      whole.write(length >> 8);
    } else if (length > 0x7F) {
      whole.write(0x81);
    }
    whole.write(length);
    whole.writeBytes(content.toByteArray());
    return whole.toByteArray();
  }
}
