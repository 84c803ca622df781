package io.github.jerseymcp.logout;

import io.github.jerseymcp.revocation.Revocation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Who has signed out, as a logout token says it.
 *
 * @param issuer its issuer
 * @param subject the user, or empty
 * @param session the session, or empty
 * @param id its {@code jti}
 * @param issuedAt its {@code iat}, in seconds
 * @param expiresAt its {@code exp}, in seconds
 */
record LogoutToken(
    String issuer, String subject, String session, String id, long issuedAt, long expiresAt) {

  /**
   * What it revokes: the session that it names, or else all that the user has (Back-Channel Logout
   * 2.7). Where it names both, tokens of the user that name no session may be of this one.
   */
  List<Revocation> revocations() {
    Instant moment = Instant.ofEpochSecond(issuedAt);
    List<Revocation> revocations = new ArrayList<>();
    if (session.isEmpty()) {
      revocations.add(Revocation.ofSubject(issuer, subject, moment));
      return revocations;
    }
    revocations.add(Revocation.ofSession(issuer, session));
    if (!subject.isEmpty()) {
      revocations.add(Revocation.ofSubjectWithoutSession(issuer, subject, moment));
    }
    return revocations;
  }

  @Override
  public String toString() {
    return "LogoutToken[redacted]";
  }
}
