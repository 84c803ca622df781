package io.github.jerseymcp.mtls;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One element of Envoy's {@code x-forwarded-client-cert}: pairs of key and value between
 * semicolons, the values in quotes where need be. Several elements, which commas would separate,
 * are refused: all but the last may come from the client.
 */
final class EnvoyElement {

  private static final String CERTIFICATE = "cert";

  private final String text;
  private int position;
  private @Nullable String certificate;

  private EnvoyElement(String text) {
    this.text = text;
  }

  /** The value of {@code Cert}, if the element has one. */
  static Optional<String> certificate(String field) throws InvalidCertificateException {
    EnvoyElement element = new EnvoyElement(field);
    element.readPairs();
    return Optional.ofNullable(element.certificate);
  }

  private void readPairs() throws InvalidCertificateException {
    while (true) {
      String key = readKey();
      String value = readValue();
      if (key.equalsIgnoreCase(CERTIFICATE)) {
        if (certificate != null) {
          throw new InvalidCertificateException(CertificateFault.SEVERAL);
        }
        certificate = value;
      }
      if (position == text.length()) {
        return;
      }
      char delimiter = text.charAt(position++);
      if (delimiter != ';') {
        throw new InvalidCertificateException(
            delimiter == ',' ? CertificateFault.SEVERAL : CertificateFault.MALFORMED);
      }
    }
  }

  private String readKey() throws InvalidCertificateException {
    int start = position;
    while (position < text.length() && isLetter(text.charAt(position))) {
      position++;
    }
    if (position == start || position == text.length() || text.charAt(position) != '=') {
      throw new InvalidCertificateException(CertificateFault.MALFORMED);
    }
    return text.substring(start, position++);
  }

  private String readValue() throws InvalidCertificateException {
    if (position < text.length() && text.charAt(position) == '"') {
      return readQuoted();
    }
    int start = position;
    while (position < text.length() && ";,\"".indexOf(text.charAt(position)) < 0) {
      position++;
    }
    return text.substring(start, position);
  }

  private String readQuoted() throws InvalidCertificateException {
    StringBuilder value = new StringBuilder();
    for (position++; position < text.length(); position++) {
      char c = text.charAt(position);
      if (c == '"') {
        position++;
        return value.toString();
      }
      if (c == '\\' && position + 1 < text.length() && text.charAt(position + 1) == '"') {
        position++;
        c = '"';
      }
      value.append(c);
    }
    throw new InvalidCertificateException(CertificateFault.MALFORMED);
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
