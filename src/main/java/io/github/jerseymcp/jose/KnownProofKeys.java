package io.github.jerseymcp.jose;

import io.github.jerseymcp.cache.BoundedCache;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the keys of proofs that verified, since a client sends its key with each one and reading a
 * key costs more than all other checks but the signature.
 *
 * <p>A key is found by the very texts of its JWK, and only if that has no other members. Who has
 * not made a proof that verifies gets nothing in here. Thread-safe; finding a key takes no lock.
 */
public final class KnownProofKeys {

  /** Some 10 MiB. */
  private static final long MAXIMUM = 10_000;

  private final BoundedCache<Members, VerificationKey> keys = BoundedCache.ofEntries(MAXIMUM);

  /**
   * The key of a JWK that an unauthenticated caller sent.
   *
   * @throws MalformedJoseException if it is anything but one public key; see {@link
   *     VerificationKey#ofPublic}
   */
  public VerificationKey read(Map<String, Object> jwk) throws MalformedJoseException {
    Members members = Members.of(jwk);
    VerificationKey known = members == null ? null : keys.get(members);
    return known == null ? VerificationKey.ofPublic(jwk) : known;
  }

  /** Keeps a key that has verified a proof with this JWK. */
  public void keep(Map<String, Object> jwk, VerificationKey key) {
    Members members = Members.of(jwk);
    if (members != null && keys.get(members) == null) {
      keys.put(members, key);
    }
  }

  /** The members that a public key must have: the curve or the exponent, and the coordinates. */
  private record Members(String type, String parameter, String x, String y) {

    /** Null if there are other members, since those may forbid what the key is used for. */
    static @Nullable Members of(Map<String, Object> jwk) {
      String type = text(jwk, "kty");
      return switch (type) {
        case "EC" -> of(jwk, 4, type, text(jwk, "crv"), text(jwk, "x"), text(jwk, "y"));
        case "OKP" -> of(jwk, 3, type, text(jwk, "crv"), text(jwk, "x"), "-");
        case "RSA" -> of(jwk, 3, type, text(jwk, "e"), text(jwk, "n"), "-");
        default -> null;
      };
    }

    private static @Nullable Members of(
        Map<String, Object> jwk, int count, String type, String parameter, String x, String y) {
      boolean complete = !parameter.isEmpty() && !x.isEmpty() && !y.isEmpty();
      return complete && jwk.size() == count ? new Members(type, parameter, x, y) : null;
    }

    private static String text(Map<String, Object> jwk, String name) {
      return jwk.get(name) instanceof String text ? text : "";
    }
  }
}
