package io.github.jerseymcp.metadata;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Signs the members of a document (RFC 9728 section 2.2). Thread-safe. */
final class MetadataSigner {

  private final JWSSigner signer;
  private final JWSHeader header;
  private final String issuer;

  private MetadataSigner(JWSSigner signer, JWSHeader header, String issuer) {
    this.signer = signer;
    this.header = header;
    this.issuer = issuer;
  }

  static Optional<MetadataSigner> of(
      String setting, JWK key, String issuer, Consumer<String> problems) {
    if (issuer.isBlank()) {
      problems.accept(setting + " must name its issuer, such as the resource itself");
      return Optional.empty();
    }
    if (!key.isPrivate() || KeyUse.ENCRYPTION.equals(key.getKeyUse())) {
      problems.accept(setting + " must have a private key for signing");
      return Optional.empty();
    }
    try {
      JWSSigner signer = signer(key);
      JWSAlgorithm algorithm = algorithm(key, signer);
      if (signer.supportedJWSAlgorithms().contains(algorithm)) {
        JWSHeader header = new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build();
        return Optional.of(new MetadataSigner(signer, header, issuer));
      }
      problems.accept(setting + " has a key whose alg does not fit its type");
    } catch (JOSEException | IllegalArgumentException e) {
      problems.accept(setting + " must have an RSA key of 2048 bits or more, or an EC key");
    }
    return Optional.empty();
  }

  /**
   * The compact JWS of these members.
   *
   * @throws IllegalStateException if the key cannot be used
   */
  String sign(Map<String, Object> members) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", issuer);
    claims.putAll(members);
    JWSObject signed = new JWSObject(header, new Payload(claims));
    try {
      signed.sign(signer);
    } catch (JOSEException e) {
      throw new IllegalStateException("The metadata could not be signed");
    }
    return signed.serialize();
  }

  private static JWSSigner signer(JWK key) throws JOSEException {
    if (key instanceof RSAKey rsa) {
      return new RSASSASigner(rsa);
    }
    if (key instanceof ECKey ec) {
      return new ECDSASigner(ec);
    }
    throw new IllegalArgumentException("Neither RSA nor EC");
  }

  private static JWSAlgorithm algorithm(JWK key, JWSSigner signer) {
    if (key.getAlgorithm() != null) {
      return JWSAlgorithm.parse(key.getAlgorithm().getName());
    }
    return key instanceof RSAKey
        ? JWSAlgorithm.RS256
        : signer.supportedJWSAlgorithms().iterator().next();
  }
}
