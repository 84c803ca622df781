package io.github.jerseymcp.server;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Verifies ES256 as the JDK does, and counts how often it is asked. */
public final class CountingProvider extends Provider {

  private static final long serialVersionUID = 1L;
  private static final String ES256 = "SHA256withECDSAinP1363Format";

  private final transient AtomicInteger verifications = new AtomicInteger();

  /** Counts from zero. */
  public CountingProvider() {
    super("Counting", "1", "Counts verifications");
    putService(
        new Service(this, "Signature", ES256, "counting", List.of(), null) {
          @Override
          public Object newInstance(Object parameter) {
            return new CountingSignature(verifications);
          }
        });
  }

  /** How many signatures were verified. */
  public int verifications() {
    return verifications.get();
  }

  private static final class CountingSignature extends SignatureSpi {

    private final AtomicInteger verifications;
    private final Signature jdk;

    CountingSignature(AtomicInteger verifications) {
      this.verifications = verifications;
      try {
        jdk = Signature.getInstance(ES256);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
      jdk.initVerify(key);
    }

    @Override
    protected void engineInitSign(PrivateKey key) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected void engineUpdate(byte octet) throws SignatureException {
      jdk.update(octet);
    }

    @Override
    protected void engineUpdate(byte[] bytes, int offset, int length) throws SignatureException {
      jdk.update(bytes, offset, length);
    }

    @Override
    protected byte[] engineSign() {
      throw new UnsupportedOperationException();
    }

    @Override
    protected boolean engineVerify(byte[] signature) throws SignatureException {
      verifications.incrementAndGet();
      return jdk.verify(signature);
    }

    @Override
    @Deprecated
    protected void engineSetParameter(String name, Object value) {
      throw new UnsupportedOperationException();
    }

    @Override
    @Deprecated
    protected Object engineGetParameter(String name) {
      throw new UnsupportedOperationException();
    }
  }
}
