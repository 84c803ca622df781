package io.github.jerseymcp.token;

import io.github.jerseymcp.jose.CompactJws;
import io.github.jerseymcp.jose.MalformedJoseException;
import io.github.jerseymcp.jose.SignatureAlgorithm;
import io.github.jerseymcp.jose.SignatureVerifier;
import io.github.jerseymcp.jose.VerificationKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that decides about the tokens of one issuer. */
final class IssuerVerifier {

  private static final Logger LOG = LoggerFactory.getLogger(IssuerVerifier.class);

  private static final AtomicLong MADE = new AtomicLong();

  private final long number = MADE.incrementAndGet();
  private final String identifier;
  private final AtomicBoolean warned = new AtomicBoolean();
  private final boolean typeOptional;
  private final Set<String> types = new HashSet<>();
  private final Map<String, SignatureAlgorithm> algorithms = new HashMap<>();
  private final ClaimReader claims;
  private final IssuerKeys keys;
  private final SignatureVerifier signatures;
  private final Optional<RevokedTokens> revoked;
  private final Optional<TokenCache> cache;

  IssuerVerifier(
      IssuerSettings issuer,
      IssuerKeys keys,
      TokenSettings policy,
      Optional<RevokedTokens> revoked,
      Optional<TokenCache> cache) {
    this.identifier = issuer.issuer();
    this.typeOptional = issuer.typeOptional();
    for (String type : issuer.types()) {
      types.add(type.toLowerCase(Locale.ROOT));
    }
    for (String name : issuer.algorithms()) {
      algorithms.put(name, SignatureAlgorithm.named(name).orElseThrow());
    }
    this.claims = new ClaimReader(issuer, policy);
    this.keys = keys;
    this.signatures = policy.signatures();
    this.revoked = revoked;
    this.cache = cache;
  }

  /** The identifier of the issuer as it is configured, or the pattern of several. */
  String identifier() {
    return identifier;
  }

  /** Whether it was this one that verified a token. */
  boolean hasVerified(CachedToken token) {
    return token.verifier() == number;
  }

  /** The signature comes last: until then no key is needed, and it is what costs. */
  AccessToken verify(CompactJws jws, PresentedToken token, String resourceIdentifier, long now)
      throws InvalidTokenException, MalformedJoseException {
    checkType(jws.type());
    SignatureAlgorithm algorithm = algorithms.get(jws.algorithm());
    if (algorithm == null) {
      throw new InvalidTokenException(TokenFault.ALGORITHM);
    }
    TokenClaims read = claims.read(jws.payload(), resourceIdentifier, now);
    checkRevocation(read.token(), token, now);
    // Before the others wait for this one: anybody may name a key that has to be fetched.
    List<VerificationKey> candidates = keys.candidates(algorithm, jws.keyId());
    if (candidates.isEmpty()) {
      throw new InvalidTokenException(TokenFault.UNKNOWN_KEY);
    }
    CachedToken verified =
        cache.isPresent()
            ? cache
                .get()
                .verifyOnce(
                    token.hash(), number, () -> checkSignature(jws, algorithm, candidates, read))
            : checkSignature(jws, algorithm, candidates, read);
    return verified.read().token();
  }

  /**
   * Checks a token whose signature was verified before, with the same result and for the same
   * reason as {@link #verify}.
   *
   * @return whether the key that verified it still verifies; if not, nothing is said of the token
   */
  boolean verifyAgain(CachedToken known, PresentedToken token, String resourceIdentifier, long now)
      throws InvalidTokenException {
    claims.check(known.read(), resourceIdentifier, now);
    checkRevocation(known.read().token(), token, now);
    return known.isVerifiedBy(keys.current());
  }

  /** Whether the issuer has signed this, whatever it is. */
  boolean hasSigned(CompactJws jws) {
    SignatureAlgorithm algorithm = algorithms.get(jws.algorithm());
    return algorithm != null
        && keys.candidates(algorithm, jws.keyId()).stream()
            .anyMatch(key -> signatures.verifies(algorithm, key, jws));
  }

  private void checkType(Optional<String> type) throws InvalidTokenException {
    boolean accepted =
        type.isPresent() ? types.contains(type.get().toLowerCase(Locale.ROOT)) : typeOptional;
    if (!accepted) {
      throw new InvalidTokenException(TokenFault.TYPE);
    }
  }

  void checkRevocation(AccessToken token, PresentedToken presented, long now)
      throws InvalidTokenException {
    if (revoked.isEmpty()) {
      return;
    }
    RevokedTokens list = revoked.get();
    list.checkFresh();
    if (!list.isEmpty() && list.isRevoked(TokenWatch.revocable(token, presented))) {
      throw new InvalidTokenException(TokenFault.REVOKED);
    }
    long remembered = list.remembered().toSeconds();
    if (token.expiresAt().getEpochSecond() - now > remembered
        && warned.compareAndSet(false, true)) {
      LOG.warn(
          "Issuer {} makes tokens that live for longer than revocations are remembered ({} s), so"
              + " that a revoked one is good again: create RevokedTokens with a longer time, or"
              + " revoke with the end of the token",
          token.issuer(),
          remembered);
    }
  }

  private CachedToken checkSignature(
      CompactJws jws,
      SignatureAlgorithm algorithm,
      List<VerificationKey> candidates,
      TokenClaims read)
      throws InvalidTokenException {
    for (VerificationKey key : candidates) {
      if (signatures.verifies(algorithm, key, jws)) {
        TokenClaims complete = claims.complete(read);
        return new CachedToken(
            number, complete, claims.firstRefusal(complete), algorithm, jws.keyId(), key);
      }
    }
    throw new InvalidTokenException(TokenFault.SIGNATURE);
  }
}
