package io.github.jerseymcp.testing;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;

/** Two self-signed certificates of one key and one name, valid for a hundred years. */
public final class TestCertificates {

  private static final String CLIENT =
      "MIIBeTCCAR+gAwIBAgIUHxDIn5pi+8ZXazO75EC5l0IR7OMwCgYIKoZIzj0EAwIw"
          + "ETEPMA0GA1UEAwwGY2xpZW50MCAXDTI2MTEyMjAyMjM0MVoYDzIxMjYxMDI5MDIy"
          + "MzQxWjARMQ8wDQYDVQQDDAZjbGllbnQwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNC"
          + "AARojjAZYAsSkIg0/US2EVJWKj6itcvPEftB315O+ob4XqEVrY4LzS5VcCtYnEfF"
          + "JAJb3EWKPf40j1UoSp4CB1q2o1MwUTAdBgNVHQ4EFgQUJbtFFkwm4jkzv6/zurcJ"
          + "fI8aVVIwHwYDVR0jBBgwFoAUJbtFFkwm4jkzv6/zurcJfI8aVVIwDwYDVR0TAQH/"
          + "BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiEA4NzUd+3FNR66LcblcoTrkVUdf68P"
          + "GsSRkyCT+aDzVJ0CIFheDWkk3+FGl4P8JjKOh6R5H+seTLIoXI9aB4NBHmSW";
  private static final String SAME_KEY =
      "MIIBejCCAR+gAwIBAgIUeiKMA0hp508YfMSbnH7rvkDPuTEwCgYIKoZIzj0EAwIw"
          + "ETEPMA0GA1UEAwwGY2xpZW50MCAXDTI2MTEyMjAyMjM0MVoYDzIxMjYxMDI5MDIy"
          + "MzQxWjARMQ8wDQYDVQQDDAZjbGllbnQwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNC"
          + "AARojjAZYAsSkIg0/US2EVJWKj6itcvPEftB315O+ob4XqEVrY4LzS5VcCtYnEfF"
          + "JAJb3EWKPf40j1UoSp4CB1q2o1MwUTAdBgNVHQ4EFgQUJbtFFkwm4jkzv6/zurcJ"
          + "fI8aVVIwHwYDVR0jBBgwFoAUJbtFFkwm4jkzv6/zurcJfI8aVVIwDwYDVR0TAQH/"
          + "BAUwAwEB/zAKBggqhkjOPQQDAgNJADBGAiEA1pGZwrGKRyjNEgpIFvayae3h3whv"
          + "asxFX4lmoF9gc9wCIQCnKP0Zr3nNlQoeP2PEyatoetYLydBLLG52DBci0+S1AQ==";

  private TestCertificates() {}

  /** The certificate of the client, in DER. */
  public static byte[] client() {
    return Base64.getDecoder().decode(CLIENT);
  }

  /** Another certificate of the same key, in DER. */
  public static byte[] sameKey() {
    return Base64.getDecoder().decode(SAME_KEY);
  }

  /** The certificate of these bytes, as a container hands it over. */
  public static X509Certificate parsed(byte[] der) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der));
    } catch (CertificateException e) {
      throw new AssertionError("These bytes are no certificate", e);
    }
  }

  /** The certificate of these bytes in PEM, as proxies write it. */
  public static String pem(byte[] der) {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
        + "\n-----END CERTIFICATE-----\n";
  }
}
