package io.github.jerseymcp.sender;

import io.github.jerseymcp.jose.Base64Url;
import io.github.jerseymcp.jose.MalformedJoseException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a token is bound to, as its {@code cnf} claim says: a DPoP key, a client certificate, or
 * both, and then the caller must prove to hold both (RFC 7800 section 3.1, RFC 9449 section 6.1,
 * RFC 8705 section 3.1).
 *
 * <p>At least one of the two is there, each the canonical base64url of 32 bytes. Refused: a claim
 * that is no object or is empty, one without either member, a member of another form, and any other
 * registered means of confirmation ({@code jwk}, {@code jwe}, {@code jku}, {@code kid}, {@code
 * osc}), since it is not checked here. Private members that some issuers add beside a valid one,
 * {@code kc-jkt-type} of Keycloak for one, are ignored. Immutable and thread-safe.
 *
 * @param jkt the SHA-256 thumbprint of the DPoP key (RFC 7638)
 * @param x5tS256 the SHA-256 thumbprint of the client certificate
 */
public record Confirmation(Optional<String> jkt, Optional<String> x5tS256) {

  private static final int SHA_256_BYTES = 32;
  private static final Set<String> UNCHECKED = Set.of("jwk", "jwe", "jku", "kid", "osc");

  /** Refuses a confirmation of nothing. */
  public Confirmation {
    if (jkt.isEmpty() && x5tS256.isEmpty()) {
      throw new IllegalArgumentException("A confirmation needs a thumbprint");
    }
  }

  /**
   * Reads the {@code cnf} of a token's claims.
   *
   * @param claims all claims, JSON null as a null value
   * @return empty if there is no {@code cnf}, so that the token is not bound
   * @throws InvalidConfirmationException if there is one that cannot be honoured
   */
  public static Optional<Confirmation> of(Map<String, Object> claims)
      throws InvalidConfirmationException {
    if (!claims.containsKey("cnf")) {
      return Optional.empty();
    }
    if (!(claims.get("cnf") instanceof Map<?, ?> members)) {
      throw new InvalidConfirmationException();
    }
    for (Object name : members.keySet()) {
      if (name instanceof String text && UNCHECKED.contains(text)) {
        throw new InvalidConfirmationException();
      }
    }
    Optional<String> jkt = thumbprint(members, "jkt");
    Optional<String> x5tS256 = thumbprint(members, "x5t#S256");
    if (jkt.isEmpty() && x5tS256.isEmpty()) {
      throw new InvalidConfirmationException();
    }
    return Optional.of(new Confirmation(jkt, x5tS256));
  }

  private static Optional<String> thumbprint(Map<?, ?> members, String name)
      throws InvalidConfirmationException {
    if (!members.containsKey(name)) {
      return Optional.empty();
    }
    if (members.get(name) instanceof String text && isSha256(text)) {
      return Optional.of(text);
    }
    throw new InvalidConfirmationException();
  }

  private static boolean isSha256(String text) {
    try {
      return Base64Url.decode(text).length == SHA_256_BYTES;
    } catch (MalformedJoseException e) {
      return false;
    }
  }
}
