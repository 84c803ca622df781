package io.github.jerseymcp.testsupport.cert;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** An authority that signs certificates, in memory and without a process. */
public final class TestAuthority {

  private static final AtomicInteger SERIALS = new AtomicInteger(1);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final Duration DAYS = Duration.ofDays(10);
  private static final char[] NONE = new char[0];
  private static final int SEQUENCE = 0x30;

  /** {@code ecdsa-with-SHA256}. */
  private static final byte[] ALGORITHM =
      der(SEQUENCE, bytes(6, 8, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 4, 3, 2));

  private final String name;
  private final KeyPair pair;
  private final X509Certificate certificate;

  /** A certificate with its key and the chain up to the authority. */
  @SuppressWarnings("ArrayRecordComponent") // As java.security has it, and never compared.
  public record Identity(KeyPair pair, X509Certificate[] chain) {

    /** The {@code x5t#S256} of a token that is bound to it (RFC 8705 section 3.1). */
    public String thumbprint() {
      return TestAuthority.thumbprint(chain[0]);
    }
  }

  /** One of that name, which nobody has signed but itself. */
  public TestAuthority(String name) throws GeneralSecurityException {
    this.name = name;
    this.pair = pair();
    Instant now = Instant.now();
    this.certificate =
        signed(name, pair, name, pair, now.minus(DAYS), now.plus(DAYS), bytes(1, 1, 0xFF));
  }

  /** A certificate of that host, good today. */
  public Identity issue(String host) throws GeneralSecurityException {
    return issue(host, Instant.now().minus(DAYS), Instant.now().plus(DAYS));
  }

  /** A certificate of that host, good in that time. */
  public Identity issue(String host, Instant from, Instant to) throws GeneralSecurityException {
    KeyPair own = pair();
    X509Certificate leaf = signed(host, own, name, pair, from, to);
    return new Identity(own, new X509Certificate[] {leaf, certificate});
  }

  /** The authority itself in the place of a server, by the same host name. */
  public static Identity selfSigned(String host) throws GeneralSecurityException {
    KeyPair own = pair();
    Instant now = Instant.now();
    X509Certificate leaf = signed(host, own, host, own, now.minus(DAYS), now.plus(DAYS));
    return new Identity(own, new X509Certificate[] {leaf});
  }

  /** What a server, or a client that shows a certificate, needs; it trusts this authority. */
  public SSLContext context(Identity identity) throws GeneralSecurityException, IOException {
    return context(identity.chain, identity.pair);
  }

  /** What a client needs that trusts this authority and shows nothing. */
  public SSLContext trusting() throws GeneralSecurityException, IOException {
    return context(new X509Certificate[0], null);
  }

  /** The {@code x5t#S256} of a certificate. */
  public static String thumbprint(Certificate certificate) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private SSLContext context(X509Certificate[] chain, @Nullable KeyPair own)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NONE);
    if (own != null) {
      store.setKeyEntry("own", own.getPrivate(), NONE, chain);
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, NONE);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, NONE);
    trusted.setCertificateEntry("authority", certificate);
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private static KeyPair pair() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private static X509Certificate signed(
      String subject,
      KeyPair own,
      String issuer,
      KeyPair by,
      Instant from,
      Instant to,
      byte... authority)
      throws GeneralSecurityException {
    byte[] names = der(SEQUENCE, der(0x82, subject.getBytes(US_ASCII)));
    byte[] basic = der(SEQUENCE, bytes(6, 3, 0x55, 0x1D, 0x13), der(4, der(SEQUENCE, authority)));
    byte[] alternative = der(SEQUENCE, bytes(6, 3, 0x55, 0x1D, 0x11), der(4, names));
    byte[] toBeSigned =
        der(
            SEQUENCE,
            der(0xA0, bytes(2, 1, 2)),
            der(2, bytes(SERIALS.incrementAndGet())),
            ALGORITHM,
            name(issuer),
            der(SEQUENCE, time(from), time(to)),
            name(subject),
            own.getPublic().getEncoded(),
            der(0xA3, der(SEQUENCE, basic, alternative)));
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(by.getPrivate());
    signature.update(toBeSigned);
    byte[] whole = der(SEQUENCE, toBeSigned, ALGORITHM, der(3, new byte[1], signature.sign()));
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(whole));
  }

  private static byte[] name(String text) {
    byte[] common = der(SEQUENCE, bytes(6, 3, 0x55, 4, 3), der(0x0C, text.getBytes(US_ASCII)));
    return der(SEQUENCE, der(0x31, common));
  }

  private static byte[] time(Instant time) {
    return der(0x18, TIME.format(time).getBytes(US_ASCII));
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private static byte[] der(int tag, byte[]... contents) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    Stream.of(contents).forEach(content::writeBytes);
    int length = content.size();
    byte[] head =
        length > 0xFF
            ? bytes(tag, 0x82, length >> 8, length)
            : length > 0x7F ? bytes(tag, 0x81, length) : bytes(tag, length);
    byte[] whole = Arrays.copyOf(head, head.length + length);
    System.arraycopy(content.toByteArray(), 0, whole, head.length, length);
    return whole;
  }
}
