package io.github.jerseymcp.logout;

import io.github.jerseymcp.server.Fixture;
import io.github.jerseymcp.testing.Answer;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testing.TestToken;
import java.time.Duration;
import java.util.Map;

/** Logout tokens as an authorization server makes and sends them. */
final class Logouts {

  static final String PATH = "/backchannel-logout";
  static final String CLIENT = "notes-app";
  static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";
  static final String FORM = "application/x-www-form-urlencoded";

  private Logouts() {}

  /** A good one, that names neither user nor session yet. */
  static TestToken token(TestIssuer issuer) {
    return issuer
        .token()
        .header("typ", "logout+jwt")
        .audience(CLIENT)
        .without("sub")
        .without("client_id")
        .expiresIn(Duration.ofMinutes(2))
        .claim("events", Map.of(EVENT, Map.of()));
  }

  static TestToken ofSubject(String subject) {
    return token(Fixture.ISSUER).subject(subject);
  }

  static TestToken ofSession(String session) {
    return token(Fixture.ISSUER).claim("sid", session);
  }

  static Answer send(InProcess server, String token) {
    return server.call("POST", PATH).body(FORM, "logout_token=" + token).send();
  }
}
