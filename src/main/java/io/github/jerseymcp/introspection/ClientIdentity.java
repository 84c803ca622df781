package io.github.jerseymcp.introspection;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** How this server authenticates to an introspection endpoint (RFC 7662 section 2.1). */
sealed interface ClientIdentity {

  /** The name of this server at the authorization server. */
  String clientId();

  /** What is wrong with it. */
  default List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (clientId().isBlank()) {
      problems.add("the client identifier of introspection must not be blank");
    }
    return problems;
  }

  /** What speaks TLS for it, where that is not what the process uses. */
  default Optional<SSLContext> tls() {
    return Optional.empty();
  }

  /** A secret, sent by HTTP Basic (RFC 6749 section 2.3.1). */
  record Secret(String clientId, String secret) implements ClientIdentity {

    @Override
    public List<String> problems() {
      List<String> problems = ClientIdentity.super.problems();
      if (secret.isBlank()) {
        problems.add("the client secret of introspection must not be blank");
      }
      return problems;
    }

    @Override
    public String toString() {
      return "Secret[redacted]";
    }
  }

  /** A signed assertion (RFC 7523 section 2.2). */
  record PrivateKey(String clientId, JWK key) implements ClientIdentity {

    @Override
    public List<String> problems() {
      List<String> problems = ClientIdentity.super.problems();
      if (!key.isPrivate() || key.getKeyType().equals(KeyType.OCT)) {
        problems.add("the key of introspection must be a private RSA, EC or Ed25519 key");
      } else if (ClientAssertion.sign(key, Map.of()).isEmpty()) {
        problems.add(
            "the key of introspection cannot sign: it must be an RSA key of 2048 bits or more, an"
                + " EC key, or an Ed25519 key with com.google.crypto.tink:tink on the class path,"
                + " and its alg, if it has one, must fit");
      }
      return problems;
    }

    @Override
    public String toString() {
      return "PrivateKey[redacted]";
    }
  }

  /** The certificate that the context shows (RFC 8705 section 2). */
  record Certificate(String clientId, SSLContext context) implements ClientIdentity {

    @Override
    public Optional<SSLContext> tls() {
      return Optional.of(context);
    }
  }
}
