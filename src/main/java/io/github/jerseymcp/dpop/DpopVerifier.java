package io.github.jerseymcp.dpop;

import io.github.jerseymcp.jose.CompactJws;
import io.github.jerseymcp.jose.KnownProofKeys;
import io.github.jerseymcp.jose.MalformedJoseException;
import io.github.jerseymcp.jose.Sha256;
import io.github.jerseymcp.jose.SignatureAlgorithm;
import io.github.jerseymcp.jose.TokenHash;
import io.github.jerseymcp.jose.VerificationKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the DPoP proof of one request (RFC 9449 sections 4.3 and 7.1).
 *
 * <p>The access token must have been verified before. The checks go from cheap to expensive:
 * syntax, the key that the token is bound to, token hash, method, address and time, then the
 * signature, and last the nonce, so that only who holds the key learns that a nonce is missing.
 * Whether the proof was used before is not checked here: that is for a replay store, after
 * everything else.
 *
 * <p>Key pointers in the header ({@code jku}, {@code x5u}, {@code x5c}) are never followed. A nonce
 * that nobody asked for is tolerated. Thread-safe.
 */
public final class DpopVerifier {

  /** How long after its {@code exp} a proof still counts, since clocks differ, in milliseconds. */
  private static final long EXPIRY_LEEWAY = 30_000;

  private final ProofSettings policy;
  private final @Nullable DpopNonces nonces;
  private final InstantSource time;
  private final long window;
  private final long ahead;
  private final KnownProofKeys keys;

  /**
   * Verifies proofs without a nonce.
   *
   * @throws IllegalArgumentException if the policy has problems; the message lists all of them
   */
  public DpopVerifier(ProofSettings policy, InstantSource time) {
    this(policy, time, null, new KnownProofKeys());
  }

  private DpopVerifier(
      ProofSettings policy, InstantSource time, @Nullable DpopNonces nonces, KnownProofKeys keys) {
    List<String> problems = policy.problems();
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
    this.policy = policy;
    this.time = Objects.requireNonNull(time, "time");
    this.nonces = nonces;
    this.window = policy.window().toMillis();
    this.ahead = policy.ahead().toMillis();
    this.keys = keys;
  }

  /** A verifier with the same rules that demands a nonce of every proof (RFC 9449 section 9). */
  public DpopVerifier demanding(DpopNonces demanded) {
    return new DpopVerifier(policy, time, demanded.at(time), keys);
  }

  /**
   * Verifies the proof of a request.
   *
   * @param headerFields the value of every {@code DPoP} header field, one for each line of the
   *     request
   * @param accessToken the verified token, as the client sent it
   * @param expectedThumbprint the {@code jkt} of the token's confirmation
   * @param method the method of the request
   * @param target the public address of the request; a query and fragment do not count
   * @return the proof, which still has to be claimed
   * @throws InvalidProofException if the proof is refused; nothing else is thrown
   */
  public VerifiedProof verify(
      List<String> headerFields,
      String accessToken,
      String expectedThumbprint,
      String method,
      String target)
      throws InvalidProofException {
    try {
      return verify(headerFields, TokenHash.of(accessToken, 0), expectedThumbprint, method, target);
    } catch (MalformedJoseException e) {
      throw new InvalidProofException(ProofFault.TOKEN_HASH);
    }
  }

  /**
   * Verifies the proof of a request, as {@link #verify(List, String, String, String, String)}.
   *
   * @param tokenHash the hash of the verified token
   * @throws InvalidProofException if the proof is refused; nothing else is thrown
   */
  public VerifiedProof verify(
      List<String> headerFields,
      TokenHash tokenHash,
      String expectedThumbprint,
      String method,
      String target)
      throws InvalidProofException {
    CompactJws proof = parse(headerFields);
    SignatureAlgorithm algorithm = algorithm(proof);
    Map<String, Object> jwk = jwk(proof);
    VerificationKey key = key(jwk, algorithm);
    ProofClaims claims = ProofClaims.of(proof.payload(), policy.maximumTokenIdLength());
    require(Sha256.isSame(key.thumbprint(), expectedThumbprint), ProofFault.KEY_MISMATCH);
    require(Sha256.isSame(claims.tokenHash(), tokenHash.base64Url()), ProofFault.TOKEN_HASH);
    require(claims.method().equals(method), ProofFault.METHOD);
    require(isTarget(claims.target(), target), ProofFault.TARGET);
    require(isTimely(claims, time.millis()), ProofFault.TIME);
    require(policy.signatures().verifies(algorithm, key, proof), ProofFault.SIGNATURE);
    keys.keep(jwk, key);
    return new VerifiedProof(
        key.thumbprint(),
        claims.tokenId(),
        // Another node may have the widest window, and must not accept the proof again.
        Instant.ofEpochMilli(claims.issuedAt() + ProofSettings.MAXIMUM_WINDOW.toMillis() + 1),
        nextNonce(claims, key.thumbprint()));
  }

  private CompactJws parse(List<String> headerFields) throws InvalidProofException {
    require(!headerFields.isEmpty(), ProofFault.MISSING);
    require(headerFields.size() == 1, ProofFault.SEVERAL);
    String field = headerFields.get(0);
    require(field.length() <= policy.maximumLength(), ProofFault.TOO_LONG);
    try {
      return CompactJws.parse(field, policy.maximumLength());
    } catch (MalformedJoseException e) {
      throw new InvalidProofException(ProofFault.MALFORMED);
    }
  }

  private SignatureAlgorithm algorithm(CompactJws proof) throws InvalidProofException {
    require("dpop+jwt".equalsIgnoreCase(proof.type().orElse("")), ProofFault.TYPE);
    SignatureAlgorithm algorithm = SignatureAlgorithm.named(proof.algorithm()).orElse(null);
    if (algorithm == null || !policy.algorithms().contains(algorithm)) {
      throw new InvalidProofException(ProofFault.ALGORITHM);
    }
    return algorithm;
  }

  @SuppressWarnings("unchecked") // The keys of a JSON object are strings.
  private static Map<String, Object> jwk(CompactJws proof) throws InvalidProofException {
    if (!(proof.header().get("jwk") instanceof Map<?, ?> jwk)) {
      throw new InvalidProofException(ProofFault.KEY);
    }
    return (Map<String, Object>) jwk;
  }

  private VerificationKey key(Map<String, Object> jwk, SignatureAlgorithm algorithm)
      throws InvalidProofException {
    try {
      VerificationKey key = keys.read(jwk);
      require(key.fits(algorithm), ProofFault.KEY);
      return key;
    } catch (MalformedJoseException e) {
      throw new InvalidProofException(ProofFault.KEY);
    }
  }

  /** Most clients spell the address as we do; that is an address, so there is no more to check. */
  private static boolean isTarget(String claimed, String target) {
    Optional<String> expected = TargetUri.normalise(target);
    return expected.isPresent()
        && (claimed.equals(expected.get()) || expected.equals(TargetUri.normalise(claimed)));
  }

  private boolean isTimely(ProofClaims claims, long now) {
    return now <= claims.issuedAt() + window
        && claims.issuedAt() <= now + ahead
        && claims.notBefore().orElse(0) <= now + ahead
        && claims.expiresAt().orElse(Long.MAX_VALUE - EXPIRY_LEEWAY) + EXPIRY_LEEWAY > now;
  }

  private Optional<String> nextNonce(ProofClaims claims, String thumbprint)
      throws InvalidProofException {
    if (nonces == null) {
      return Optional.empty();
    }
    String current = nonces.current(thumbprint);
    if (claims.nonce().filter(nonce -> nonces.accepts(nonce, thumbprint)).isEmpty()) {
      throw InvalidProofException.demanding(current);
    }
    return Optional.of(current);
  }

  private static void require(boolean holds, ProofFault otherwise) throws InvalidProofException {
    if (!holds) {
      throw new InvalidProofException(otherwise);
    }
  }
}
