package io.github.jerseymcp.logout;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the claims of a logout token (OpenID Connect Back-Channel Logout 1.0, 2.4 and 2.6). */
final class LogoutClaims {

  private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";
  private static final long LATEST = 253402300799L;

  private final Map<String, Set<String>> clients;
  private final long leeway;
  private final long maximumLifetime;

  LogoutClaims(Map<String, Set<String>> clients, long leeway, long maximumLifetime) {
    this.clients = clients;
    this.leeway = leeway;
    this.maximumLifetime = maximumLifetime;
  }

  /** The issuer, if its word counts. */
  String issuer(Map<String, Object> claims) throws InvalidLogoutException {
    if (claims.get("iss") instanceof String issuer && clients.containsKey(issuer)) {
      return issuer;
    }
    throw new InvalidLogoutException(LogoutFault.ISSUER, "iss");
  }

  LogoutToken read(String issuer, Map<String, Object> claims, long now)
      throws InvalidLogoutException {
    checkAudience(claims.get("aud"), clients.getOrDefault(issuer, Set.of()));
    long issuedAt = seconds(claims, "iat");
    long expiresAt = seconds(claims, "exp");
    boolean tooEarly =
        issuedAt > now + leeway
            || (claims.containsKey("nbf") && seconds(claims, "nbf") > now + leeway);
    if (tooEarly || now >= expiresAt + leeway || expiresAt - issuedAt > maximumLifetime) {
      throw new InvalidLogoutException(LogoutFault.TIME);
    }
    if (!(claims.get("events") instanceof Map<?, ?> events)
        || !(events.get(EVENT) instanceof Map<?, ?>)) {
      throw new InvalidLogoutException(LogoutFault.CLAIMS, "events");
    }
    if (claims.containsKey("nonce")) {
      // An ID token has one, and must not sign anybody out.
      throw new InvalidLogoutException(LogoutFault.CLAIMS, "nonce");
    }
    String subject = text(claims, "sub");
    String session = text(claims, "sid");
    if (subject.isEmpty() && session.isEmpty()) {
      throw new InvalidLogoutException(LogoutFault.CLAIMS, "sub or sid");
    }
    String id = text(claims, "jti");
    if (id.isEmpty()) {
      throw new InvalidLogoutException(LogoutFault.CLAIMS, "jti");
    }
    return new LogoutToken(issuer, subject, session, id, issuedAt, expiresAt);
  }

  private static void checkAudience(@Nullable Object audience, Set<String> ours)
      throws InvalidLogoutException {
    Collection<?> members = audience instanceof List<?> list ? list : List.of(orEmpty(audience));
    boolean texts = members.stream().allMatch(String.class::isInstance);
    if (!texts || members.stream().noneMatch(ours::contains)) {
      throw new InvalidLogoutException(LogoutFault.AUDIENCE, "aud");
    }
  }

  private static Object orEmpty(@Nullable Object claim) {
    return claim == null ? "" : claim;
  }

  /** Empty where there is none; one that is there says something. */
  private static String text(Map<String, Object> claims, String name)
      throws InvalidLogoutException {
    if (!claims.containsKey(name)) {
      return "";
    }
    if (claims.get(name) instanceof String text && !text.isEmpty()) {
      return text;
    }
    throw new InvalidLogoutException(LogoutFault.CLAIMS, name);
  }

  private static long seconds(Map<String, Object> claims, String name)
      throws InvalidLogoutException {
    Object claim = claims.get(name);
    if (claim instanceof Number number
        && number.doubleValue() >= 0
        && number.doubleValue() <= LATEST) {
      return number.longValue();
    }
    throw new InvalidLogoutException(LogoutFault.CLAIMS, name);
  }
}
