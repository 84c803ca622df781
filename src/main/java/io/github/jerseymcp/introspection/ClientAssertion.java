package io.github.jerseymcp.introspection;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import java.util.Map;
import java.util.Optional;

/** Signs what this server says of itself (RFC 7523 section 2.2). */
final class ClientAssertion {

  private ClientAssertion() {}

  /** The compact JWS of these claims; empty if the key cannot sign. */
  static Optional<String> sign(JWK key, Map<String, Object> claims) {
    try {
      JWSAlgorithm algorithm = algorithm(key);
      JWSObject assertion =
          new JWSObject(
              new JWSHeader.Builder(algorithm)
                  .type(JOSEObjectType.JWT)
                  .keyID(key.getKeyID())
                  .build(),
              new Payload(claims));
      JWSSigner signer = new DefaultJWSSignerFactory().createJWSSigner(key, algorithm);
      assertion.sign(signer);
      return Optional.of(assertion.serialize());
    } catch (JOSEException | RuntimeException | LinkageError e) {
      // A key that is too short is an unchecked exception, and Ed25519 needs a library of its own.
      return Optional.empty();
    }
  }

  /** That of the key, else the one for its type and curve. */
  private static JWSAlgorithm algorithm(JWK key) {
    if (key.getAlgorithm() != null) {
      return JWSAlgorithm.parse(key.getAlgorithm().getName());
    }
    if (key instanceof RSAKey) {
      return JWSAlgorithm.RS256;
    }
    if (!(key instanceof ECKey curved)) {
      return JWSAlgorithm.EdDSA;
    }
    return switch (curved.getCurve().getName()) {
      case "P-384" -> JWSAlgorithm.ES384;
      case "P-521" -> JWSAlgorithm.ES512;
      default -> JWSAlgorithm.ES256;
    };
  }
}
