package io.github.jerseymcp.jose;

import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The asymmetric JWS algorithms this library can verify (RFC 7518 section 3.1, RFC 8037, RFC 9864).
 * There is no {@code none} and no HMAC, so neither can be configured or chosen by a token.
 */
@SuppressWarnings("ImmutableEnumChecker") // Parameter specifications of the JDK are immutable.
public enum SignatureAlgorithm {
  /** RSASSA-PKCS1-v1_5 with SHA-256. */
  RS256(KeyFamily.RSA, "SHA256withRSA", null),
  /** RSASSA-PKCS1-v1_5 with SHA-384; on request only. */
  RS384(KeyFamily.RSA, "SHA384withRSA", null),
  /** RSASSA-PKCS1-v1_5 with SHA-512; on request only. */
  RS512(KeyFamily.RSA, "SHA512withRSA", null),
  /** RSASSA-PSS with SHA-256. */
  PS256(KeyFamily.RSA, "RSASSA-PSS", pss("SHA-256", MGF1ParameterSpec.SHA256, 32)),
  /** RSASSA-PSS with SHA-384; on request only. */
  PS384(KeyFamily.RSA, "RSASSA-PSS", pss("SHA-384", MGF1ParameterSpec.SHA384, 48)),
  /** RSASSA-PSS with SHA-512; on request only. */
  PS512(KeyFamily.RSA, "RSASSA-PSS", pss("SHA-512", MGF1ParameterSpec.SHA512, 64)),
  /** ECDSA on P-256 with SHA-256. */
  ES256(KeyFamily.P_256, "SHA256withECDSAinP1363Format", null),
  /** ECDSA on P-384 with SHA-384. */
  ES384(KeyFamily.P_384, "SHA384withECDSAinP1363Format", null),
  /** ECDSA on P-521 with SHA-512. */
  ES512(KeyFamily.P_521, "SHA512withECDSAinP1363Format", null),
  /** Ed25519 under the older, polymorphic name. */
  EdDSA(KeyFamily.ED25519, "Ed25519", null),
  /** Ed25519 under its own name (RFC 9864). */
  Ed25519(KeyFamily.ED25519, "Ed25519", null);

  private static final Map<String, SignatureAlgorithm> BY_NAME = byName();

  private final KeyFamily family;
  private final String jcaName;
  private final @Nullable AlgorithmParameterSpec parameters;

  SignatureAlgorithm(
      KeyFamily family, String jcaName, @Nullable AlgorithmParameterSpec parameters) {
    this.family = family;
    this.jcaName = jcaName;
    this.parameters = parameters;
  }

  /** The algorithm with exactly this JWS name. */
  public static Optional<SignatureAlgorithm> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /** RS256, PS256, ES256, ES384, ES512, EdDSA and Ed25519, as a new set. */
  public static Set<SignatureAlgorithm> defaults() {
    return EnumSet.of(RS256, PS256, ES256, ES384, ES512, EdDSA, Ed25519);
  }

  KeyFamily family() {
    return family;
  }

  String jcaName() {
    return jcaName;
  }

  @Nullable AlgorithmParameterSpec parameters() {
    return parameters;
  }

  private static PSSParameterSpec pss(String digest, MGF1ParameterSpec mask, int saltLength) {
    return new PSSParameterSpec(
        digest, "MGF1", mask, saltLength, PSSParameterSpec.TRAILER_FIELD_BC);
  }

  private static Map<String, SignatureAlgorithm> byName() {
    Map<String, SignatureAlgorithm> algorithms = new HashMap<>();
    for (SignatureAlgorithm algorithm : values()) {
      algorithms.put(algorithm.name(), algorithm);
    }
    return Map.copyOf(algorithms);
  }
}
