package io.github.jerseymcp.config;

import java.math.BigInteger;
import java.security.Principal;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.Set;

/** What a broken TLS library might give: a certificate that cannot be written as DER. */
@SuppressWarnings({"deprecation", "JavaUtilDate"}) // The class that it extends has these methods.
final class UnreadableCertificate extends X509Certificate {

  private static final long serialVersionUID = 1L;

  @Override
  public byte[] getEncoded() throws CertificateEncodingException {
    throw new CertificateEncodingException();
  }

  @Override
  public void checkValidity() {}

  @Override
  public void checkValidity(Date date) {}

  @Override
  public int getVersion() {
    return 3;
  }

  @Override
  public BigInteger getSerialNumber() {
    return BigInteger.ONE;
  }

  @Override
  public Principal getIssuerDN() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Principal getSubjectDN() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Date getNotBefore() {
    return new Date(0);
  }

  @Override
  public Date getNotAfter() {
    return new Date(0);
  }

  @Override
  public byte[] getTBSCertificate() throws CertificateEncodingException {
    throw new CertificateEncodingException();
  }

  @Override
  public byte[] getSignature() {
    return new byte[0];
  }

  @Override
  public String getSigAlgName() {
    return "none";
  }

  @Override
  public String getSigAlgOID() {
    return "0.0";
  }

  @Override
  public byte[] getSigAlgParams() {
    return new byte[0];
  }

  @Override
  public boolean[] getIssuerUniqueID() {
    return new boolean[0];
  }

  @Override
  public boolean[] getSubjectUniqueID() {
    return new boolean[0];
  }

  @Override
  public boolean[] getKeyUsage() {
    return new boolean[0];
  }

  @Override
  public int getBasicConstraints() {
    return -1;
  }

  @Override
  public void verify(PublicKey key) {}

  @Override
  public void verify(PublicKey key, String provider) {}

  @Override
  public String toString() {
    return "unreadable";
  }

  @Override
  public PublicKey getPublicKey() {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean hasUnsupportedCriticalExtension() {
    return false;
  }

  @Override
  public Set<String> getCriticalExtensionOIDs() {
    return Set.of();
  }

  @Override
  public Set<String> getNonCriticalExtensionOIDs() {
    return Set.of();
  }

  @Override
  public byte[] getExtensionValue(String oid) {
    return new byte[0];
  }
}
