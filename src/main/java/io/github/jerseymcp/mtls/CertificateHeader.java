package io.github.jerseymcp.mtls;

import java.util.List;
import java.util.Optional;

/**
 * The forms in which a proxy that ended the TLS connection forwards the client's certificate.
 *
 * <p>Only fields set by a trusted proxy may be read: that is for the caller to make sure. A field
 * is at most 16,384 characters long, and holds one certificate. Thread-safe.
 */
public enum CertificateHeader {
  /** {@code Client-Cert: :BASE64:}, a byte sequence (RFC 9440 section 2.2). */
  CLIENT_CERT("Client-Cert") {
    @Override
    Optional<byte[]> parse(String field) throws InvalidCertificateException {
      int last = field.length() - 1;
      if (last < 2 || field.charAt(0) != ':' || field.charAt(last) != ':') {
        throw new InvalidCertificateException(CertificateFault.MALFORMED);
      }
      return Optional.of(Der.ofBase64(field.substring(1, last)));
    }
  },
  /** {@code $ssl_client_escaped_cert} of nginx: PEM with URL escapes. */
  NGINX("X-SSL-Client-Cert") {
    @Override
    Optional<byte[]> parse(String field) throws InvalidCertificateException {
      return Optional.of(Pem.certificate(PercentEncoding.decode(field)));
    }
  },
  /** The {@code Cert} of the one element that Envoy's mode {@code SANITIZE_SET} leaves. */
  ENVOY("x-forwarded-client-cert") {
    @Override
    Optional<byte[]> parse(String field) throws InvalidCertificateException {
      Optional<String> pem = EnvoyElement.certificate(field);
      return pem.isEmpty()
          ? Optional.empty()
          : Optional.of(Pem.certificate(PercentEncoding.decode(pem.get())));
    }
  };

  private static final int LONGEST_FIELD = 16 * 1024;

  private final String usualName;

  CertificateHeader(String usualName) {
    this.usualName = usualName;
  }

  /** The name that the header field usually has. */
  public String usualName() {
    return usualName;
  }

  /**
   * Reads the certificate, in DER.
   *
   * @param fields the value of every such header field, one for each line of the request
   * @return empty if there is no field, or an empty one
   * @throws InvalidCertificateException if there are several, or one that cannot be read
   */
  public Optional<byte[]> read(List<String> fields) throws InvalidCertificateException {
    if (fields.size() > 1) {
      throw new InvalidCertificateException(CertificateFault.SEVERAL);
    }
    if (fields.isEmpty() || fields.get(0).isBlank()) {
      return Optional.empty();
    }
    if (fields.get(0).length() > LONGEST_FIELD) {
      throw new InvalidCertificateException(CertificateFault.MALFORMED);
    }
    return parse(fields.get(0).strip());
  }

  abstract Optional<byte[]> parse(String field) throws InvalidCertificateException;
}
