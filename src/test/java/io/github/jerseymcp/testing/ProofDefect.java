package io.github.jerseymcp.testing;

import com.nimbusds.jose.jwk.JWK;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * The ways in which a proof can be wrong, one at a time. Whatever protects a resource must answer
 * each with 401 and {@code error="invalid_dpop_proof"}, and {@code invalid_token} for {@link
 * #ANOTHER_KEY}.
 */
@SuppressWarnings("ImmutableEnumChecker") // The mutations are lambdas without state.
public enum ProofDefect {
  /** No {@code typ}. */
  NO_TYPE(proof -> proof.withoutHeader("typ")),
  /** The {@code typ} of an access token. */
  TYPE_OF_A_TOKEN(proof -> proof.header("typ", "at+jwt")),
  /** No {@code alg}. */
  NO_ALGORITHM(proof -> proof.withoutHeader("alg")),
  /** Not signed. */
  ALGORITHM_NONE(proof -> proof.header("alg", "none")),
  /** A symmetric algorithm. */
  ALGORITHM_SYMMETRIC(proof -> proof.header("alg", "HS256")),
  /** An algorithm that another kind of key goes with. */
  ALGORITHM_OF_ANOTHER_KEY(
      proof -> proof.header("alg", proof.key().algorithm().equals("RS256") ? "ES256" : "RS256")),
  /** No {@code jwk}. */
  NO_KEY(proof -> proof.withoutHeader("jwk")),
  /** A {@code jwk} that is a string. */
  KEY_NO_OBJECT(proof -> proof.header("jwk", "key")),
  /** A private key member in the {@code jwk}. */
  KEY_PRIVATE(proof -> proof.keyMember("d", "AQAB")),
  /** A symmetric key. */
  KEY_SYMMETRIC(proof -> proof.header("jwk", Map.of("kty", "oct", "k", "c2VjcmV0"))),
  /** A key that is for encryption. */
  KEY_FOR_ENCRYPTION(proof -> proof.keyMember("use", "enc")),
  /** A key that may not verify. */
  KEY_NOT_FOR_VERIFICATION(proof -> proof.keyMember("key_ops", List.of("sign"))),
  /** An extension that must be understood, and is not. */
  CRITICAL_EXTENSION(proof -> proof.header("crit", List.of("exp")).header("exp", 1)),
  /** An empty list of extensions. */
  CRITICAL_EMPTY(proof -> proof.header("crit", List.of())),
  /** No {@code jti}. */
  NO_IDENTIFIER(proof -> proof.withoutClaim("jti")),
  /** An empty {@code jti}. */
  IDENTIFIER_EMPTY(proof -> proof.claim("jti", "")),
  /** A {@code jti} that is null. */
  IDENTIFIER_NULL(proof -> proof.claim("jti", null)),
  /** No {@code htm}. */
  NO_METHOD(proof -> proof.withoutClaim("htm")),
  /** Another method. */
  ANOTHER_METHOD(proof -> proof.claim("htm", "PATCH")),
  /** The method in lower case. */
  METHOD_IN_LOWER_CASE(proof -> proof.claim("htm", "post")),
  /** No {@code htu}. */
  NO_TARGET(proof -> proof.withoutClaim("htu")),
  /** Another host. */
  ANOTHER_HOST(proof -> proof.claim("htu", "https://other.example/mcp")),
  /** A path without a host. */
  TARGET_RELATIVE(proof -> proof.claim("htu", "/mcp")),
  /** No {@code iat}. */
  NO_TIME(proof -> proof.withoutClaim("iat")),
  /** An {@code iat} that is null. */
  TIME_NULL(proof -> proof.claim("iat", null)),
  /** An {@code iat} that is a string. */
  TIME_AS_TEXT(proof -> proof.claim("iat", "1700000000")),
  /** An {@code iat} long ago. */
  TIME_LONG_AGO(proof -> proof.claim("iat", 1_000_000_000L)),
  /** An {@code iat} far ahead. */
  TIME_FAR_AHEAD(proof -> proof.claim("iat", 100_000_000_000L)),
  /** No {@code ath}. */
  NO_TOKEN_HASH(proof -> proof.withoutClaim("ath")),
  /** The {@code ath} of another token. */
  HASH_OF_ANOTHER_TOKEN(proof -> proof.token(UUID.randomUUID().toString())),
  /** Signed by another key than the one in the header. */
  FORGED(proof -> proof.forgedBy(SigningKey.generate(proof.key().algorithm(), "forger"))),
  /** The key of somebody else, who signs rightly. */
  ANOTHER_KEY(
      proof -> {
        SigningKey other = SigningKey.generate(proof.key().algorithm(), "other");
        JWK jwk = other.publicJwk();
        return proof.header("jwk", jwk.getRequiredParams()).forgedBy(other);
      });

  private final UnaryOperator<TestProof> mutation;

  ProofDefect(UnaryOperator<TestProof> mutation) {
    this.mutation = mutation;
  }

  /** Makes a valid proof wrong in this way alone, and gives it back. */
  public TestProof in(TestProof proof) {
    return mutation.apply(proof);
  }
}
