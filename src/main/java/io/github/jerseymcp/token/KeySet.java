package io.github.jerseymcp.token;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import io.github.jerseymcp.jose.MalformedJoseException;
import io.github.jerseymcp.jose.SignatureAlgorithm;
import io.github.jerseymcp.jose.VerificationKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The usable keys of a JWK set, made ready once for all the tokens they verify: at most 500, of
 * which at most five are tried on one token. Where no key of the set has an identifier, that of a
 * token says nothing (RFC 7515 section 4.1.4: it is a hint).
 */
final class KeySet {

  /** How many keys are tried on one token (an unauthenticated caller chooses how often). */
  private static final int MAX_CANDIDATES = 5;

  /** To make a key ready takes long, and memory. */
  private static final int MAX_KEYS = 500;

  private static final AtomicLong MADE = new AtomicLong();

  private final long number = MADE.incrementAndGet();
  private final JWKSet origin;
  private final List<VerificationKey> keys;
  private final Map<String, List<VerificationKey>> byIdentifier = new HashMap<>();

  KeySet(JWKSet origin) {
    this.origin = origin;
    this.keys = usable(origin);
    for (VerificationKey key : keys) {
      key.keyId()
          .ifPresent(name -> byIdentifier.computeIfAbsent(name, n -> new ArrayList<>(1)).add(key));
    }
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
    return byIdentifier.containsKey(keyId);
  }

  /** The keys to try: those with the identifier, or without one all, that fit the algorithm. */
  List<VerificationKey> candidates(SignatureAlgorithm algorithm, Optional<String> keyId) {
    List<VerificationKey> from =
        keyId.isEmpty() || byIdentifier.isEmpty()
            ? keys
            : byIdentifier.getOrDefault(keyId.get(), List.of());
    List<VerificationKey> candidates = new ArrayList<>(1);
    for (VerificationKey key : from) {
      if (key.fits(algorithm)) {
        candidates.add(key);
        if (candidates.size() == MAX_CANDIDATES) {
          break;
        }
      }
    }
    return candidates;
  }

  /** What the operator should know of them; empty if there is nothing. */
  String remark() {
    List<String> remarks = new ArrayList<>();
    if (origin.getKeys().size() > MAX_KEYS) {
      remarks.add("there are more than " + MAX_KEYS + ", and those behind them are not used");
    }
    long nameless = keys.stream().filter(key -> key.keyId().isEmpty()).count();
    if (nameless > MAX_CANDIDATES) {
      remarks.add(
          nameless
              + " have no identifier, and at most "
              + MAX_CANDIDATES
              + " that fit are tried on one token: have the issuer write kid into keys and tokens");
    }
    int most = byIdentifier.values().stream().mapToInt(List::size).max().orElse(0);
    if (most > 1) {
      remarks.add(
          "up to "
              + most
              + " have the same identifier, and at most "
              + MAX_CANDIDATES
              + " that fit are tried on one token: have the issuer give each its own kid");
    }
    return String.join("; ", remarks);
  }

  private static List<VerificationKey> usable(JWKSet set) {
    List<VerificationKey> usable = new ArrayList<>();
    for (JWK jwk : set.getKeys()) {
      if (usable.size() == MAX_KEYS) {
        break;
      }
      try {
        usable.add(VerificationKey.of(jwk));
      } catch (MalformedJoseException e) {
        // A set may hold keys that are not for us: they are ignored, not fatal.
      }
    }
    return List.copyOf(usable);
  }
}
