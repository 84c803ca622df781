package io.github.jerseymcp.example.authorization;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.Optional;

/** The key that access tokens are signed with, ES256, made anew at each start. Thread-safe. */
final class SigningKey {

  static final JWSAlgorithm ALGORITHM = JWSAlgorithm.ES256;

  private final JWKSet published;
  private final JWSHeader header;
  private final ECDSASigner signer;
  private final ECDSAVerifier verifier;

  private SigningKey(ECKey key) throws JOSEException {
    this.published = new JWKSet(key.toPublicJWK());
    this.header =
        new JWSHeader.Builder(ALGORITHM)
            .type(new JOSEObjectType("at+jwt"))
            .keyID(key.getKeyID())
            .build();
    this.signer = new ECDSASigner(key);
    this.verifier = new ECDSAVerifier(key.toPublicJWK());
  }

  static SigningKey generate() {
    try {
      return new SigningKey(
          new ECKeyGenerator(Curve.P_256)
              .algorithm(ALGORITHM)
              .keyUse(KeyUse.SIGNATURE)
              .keyIDFromThumbprint(true)
              .generate());
    } catch (JOSEException e) {
      throw new IllegalStateException("This Java cannot make a P-256 key", e);
    }
  }

  String sign(JWTClaimsSet claims) {
    SignedJWT token = new SignedJWT(header, claims);
    try {
      token.sign(signer);
    } catch (JOSEException e) {
      throw new IllegalStateException("This Java cannot sign with ES256", e);
    }
    return token.serialize();
  }

  /** The claims of a token that this key has signed; empty for anything else. */
  Optional<JWTClaimsSet> verified(String token) {
    try {
      SignedJWT parsed = SignedJWT.parse(token);
      boolean ours =
          ALGORITHM.equals(parsed.getHeader().getAlgorithm())
              && header.getType().equals(parsed.getHeader().getType())
              && parsed.verify(verifier);
      return ours ? Optional.of(parsed.getJWTClaimsSet()) : Optional.empty();
    } catch (ParseException | JOSEException e) {
      return Optional.empty();
    }
  }

  /** The key set to publish: no private part in it. */
  String publicKeys() {
    return published.toString();
  }
}
