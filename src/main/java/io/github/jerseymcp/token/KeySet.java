package io.github.jerseymcp.token;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import io.github.jerseymcp.jose.MalformedJoseException;
import io.github.jerseymcp.jose.SignatureAlgorithm;
import io.github.jerseymcp.jose.VerificationKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** The usable keys of a JWK set, made ready once for all the tokens they verify. */
final class KeySet {

  /** How many keys are tried on one token (an unauthenticated caller chooses how often). */
  private static final int MAX_CANDIDATES = 5;

  private static final AtomicLong MADE = new AtomicLong();

  private final long number = MADE.incrementAndGet();
  private final JWKSet origin;
  private final List<VerificationKey> keys;

  KeySet(JWKSet origin) {
    this.origin = origin;
    this.keys = usable(origin);
  }

  /** Another one for each set that was ever made. */
  long number() {
    return number;
  }

  /** The very object that this was made from. */
  JWKSet origin() {
    return origin;
  }

  /** Whether no key can be used. */
  boolean isEmpty() {
    return keys.isEmpty();
  }

  /** Whether a key has this identifier, whatever it is fit for. */
  boolean knows(String keyId) {
    for (VerificationKey key : keys) {
      if (key.keyId().isPresent() && key.keyId().get().equals(keyId)) {
        return true;
      }
    }
    return false;
  }

  /** The keys to try: those with the identifier, or without one all, that fit the algorithm. */
  List<VerificationKey> candidates(SignatureAlgorithm algorithm, Optional<String> keyId) {
    List<VerificationKey> candidates = new ArrayList<>(1);
    for (VerificationKey key : keys) {
      if (candidates.size() < MAX_CANDIDATES
          && key.fits(algorithm)
          && (keyId.isEmpty() || keyId.equals(key.keyId()))) {
        candidates.add(key);
      }
    }
    return candidates;
  }

  private static List<VerificationKey> usable(JWKSet set) {
    List<VerificationKey> usable = new ArrayList<>();
    for (JWK jwk : set.getKeys()) {
      try {
        usable.add(VerificationKey.of(jwk));
      } catch (MalformedJoseException e) {
        // A set may hold keys that are not for us: they are ignored, not fatal.
      }
    }
    return List.copyOf(usable);
  }
}
