package io.github.jerseymcp.logout;

import io.github.jerseymcp.jose.CompactJws;
import io.github.jerseymcp.jose.MalformedJoseException;
import io.github.jerseymcp.jose.Sha256;
import io.github.jerseymcp.replay.ReplayStore;
import io.github.jerseymcp.time.Clocks;
import io.github.jerseymcp.token.KeysUnavailableException;
import io.github.jerseymcp.token.VerifyToken;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Verifies a logout token (OpenID Connect Back-Channel Logout 1.0, 2.6): what costs least first,
 * and the signature with a key of its issuer last. That it is used once is claimed afterwards.
 */
final class VerifyLogoutToken {

  /** Issuers of before 2024 call all that they sign JWT, which says as little as no type does. */
  private static final Set<String> TYPES = Set.of("logout+jwt", "application/logout+jwt", "jwt");

  private final LogoutClaims claims;
  private final BiPredicate<String, CompactJws> signed;
  private final ReplayStore used;
  private final Clocks clocks;
  private final long leeway;
  private final int maximumLength;

  VerifyLogoutToken(
      LogoutClaims claims,
      VerifyToken issuers,
      ReplayStore used,
      Clocks clocks,
      long leeway,
      int maximumLength) {
    this.claims = claims;
    this.signed = issuers::hasSigned;
    this.used = used;
    this.clocks = clocks;
    this.leeway = leeway;
    this.maximumLength = maximumLength;
  }

  LogoutToken verify(String text) throws InvalidLogoutException {
    CompactJws jws = parsed(text);
    String issuer = claims.issuer(jws.payload());
    try {
      LogoutToken token = claims.read(issuer, jws.payload(), clocks.now().getEpochSecond());
      if (!isSigned(issuer, jws)) {
        throw new InvalidLogoutException(LogoutFault.SIGNATURE);
      }
      return token;
    } catch (InvalidLogoutException e) {
      throw e.from(issuer);
    }
  }

  private CompactJws parsed(String text) throws InvalidLogoutException {
    try {
      CompactJws jws = CompactJws.parse(text, maximumLength);
      Optional<String> type = jws.type();
      if (type.isEmpty() || TYPES.contains(type.get().toLowerCase(Locale.ROOT))) {
        return jws;
      }
    } catch (MalformedJoseException e) {
      // As one of another type.
    }
    throw new InvalidLogoutException(LogoutFault.MALFORMED);
  }

  private boolean isSigned(String issuer, CompactJws jws) throws InvalidLogoutException {
    try {
      return signed.test(issuer, jws);
    } catch (KeysUnavailableException e) {
      throw new InvalidLogoutException(LogoutFault.UNAVAILABLE);
    }
  }

  /**
   * Claims a token that was put into effect: one that could not be is good for another attempt.
   * What it revokes is the same each time.
   */
  void claim(LogoutToken token) throws InvalidLogoutException {
    boolean first;
    try {
      first = used.claim(keyOf(token), Instant.ofEpochSecond(token.expiresAt() + leeway));
    } catch (RuntimeException e) {
      throw new InvalidLogoutException(LogoutFault.UNAVAILABLE).from(token.issuer());
    }
    if (!first) {
      throw new InvalidLogoutException(LogoutFault.REPLAYED).from(token.issuer());
    }
  }

  /** No proof has such a key: theirs are hashes of something else. */
  private static String keyOf(LogoutToken token) {
    MessageDigest digest = Sha256.digest();
    for (String part : new String[] {"logout", token.issuer(), token.id()}) {
      digest.update(part.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
    }
    return Base64.getUrlEncoder().withoutPadding().encodeToString(digest.digest());
  }
}
