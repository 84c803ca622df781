package io.github.jerseymcp.revocation;

import java.util.Map;
import java.util.Optional;

/**
 * What of a verified token a revocation can name. Immutable.
 *
 * @param issuer its issuer; empty where there is no token
 * @param id its {@code jti}, or empty
 * @param digest the SHA-256 of the token in base64url where it has no {@code jti}, or empty
 * @param session its {@code sid}, or empty
 * @param subject the subject
 * @param otherSubject its {@code sub} where another claim stands for the subject, or empty
 * @param client the client, or empty
 * @param issuedAt its {@code iat} in seconds of the epoch; negative where it has none
 */
public record RevocableToken(
    String issuer,
    String id,
    String digest,
    String session,
    String subject,
    String otherSubject,
    String client,
    long issuedAt) {

  private static final RevocableToken NONE = new RevocableToken("", "", "", "", "", "", "", -1);

  /** No token, which nothing revokes. */
  public static RevocableToken none() {
    return NONE;
  }

  /** A token of which nothing but its {@code jti} is known. */
  public static RevocableToken ofId(String issuer, String id) {
    return new RevocableToken(Names.of(issuer), Names.of(id), "", "", "", "", "", Long.MAX_VALUE);
  }

  /**
   * A token with these claims.
   *
   * @param digest the SHA-256 of the token in base64url where that is known, or empty
   */
  public static RevocableToken of(
      String issuer,
      String subject,
      Optional<String> client,
      Map<String, Object> claims,
      String digest) {
    String sub = text(claims, "sub");
    return new RevocableToken(
        Names.of(issuer),
        Names.of(text(claims, "jti")),
        digest,
        Names.of(text(claims, "sid")),
        Names.of(subject),
        sub.equals(subject) ? "" : Names.of(sub),
        Names.of(client.orElse("")),
        claims.get("iat") instanceof Number seconds ? seconds.longValue() : -1);
  }

  /** Whether a revocation refuses it. */
  public boolean isNamedBy(Revocation revocation) {
    String name = revocation.name();
    return revocation.issuer().equals(issuer)
        && (!revocation.kind().isOfMoment() || issuedAt <= revocation.moment().getEpochSecond())
        && switch (revocation.kind()) {
          case TOKEN -> name.equals(id);
          case DIGEST -> name.equals(digest);
          case SESSION -> name.equals(session);
          case SUBJECT -> isOf(name);
          case SUBJECT_WITHOUT_SESSION -> session.isEmpty() && isOf(name);
          case CLIENT -> name.equals(client);
          case ISSUER -> true;
        };
  }

  private boolean isOf(String name) {
    return name.equals(subject) || name.equals(otherSubject);
  }

  private static String text(Map<String, Object> claims, String name) {
    return claims.get(name) instanceof String text ? text : "";
  }

  @Override
  public String toString() {
    return "RevocableToken[redacted]";
  }
}
