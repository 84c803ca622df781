package io.github.jerseymcp.client.registration;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How a client authenticates to a token endpoint (RFC 7591 section 2, OpenID Connect Core 9). */
public enum AuthenticationMethod {
  /** None: a public client. */
  NONE("none"),
  /** The secret in a field. */
  BASIC("client_secret_basic"),
  /** The secret in the form. */
  POST("client_secret_post"),
  /** A signed assertion. */
  PRIVATE_KEY_JWT("private_key_jwt"),
  /** A certificate of an authority (RFC 8705 section 2.1). */
  TLS("tls_client_auth"),
  /** A certificate that signs itself (RFC 8705 section 2.2). */
  SELF_SIGNED_TLS("self_signed_tls_client_auth");

  private final String text;

  AuthenticationMethod(String text) {
    this.text = text;
  }

  /** Whether the client shows a certificate. */
  public boolean isCertificate() {
    return this == TLS || this == SELF_SIGNED_TLS;
  }

  String text() {
    return text;
  }

  static Optional<AuthenticationMethod> named(String text) {
    return Stream.of(values()).filter(method -> method.text.equals(text)).findFirst();
  }

  static Optional<AuthenticationMethod> firstOffered(
      List<String> offered, AuthenticationMethod... preferred) {
    return Stream.of(preferred).filter(method -> offered.contains(method.text)).findFirst();
  }
}
