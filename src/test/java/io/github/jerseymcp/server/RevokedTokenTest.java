package io.github.jerseymcp.server;

import static io.github.jerseymcp.server.Fixture.ISSUER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testing.Answer;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.token.RevokedTokens;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class RevokedTokenTest {

  private static final RevokedTokens REVOKED = RevokedTokens.create(InstantSource.system());
  private static final InProcess SERVER =
      Fixture.start(Fixture.config().revokedTokens(REVOKED), OpenNotes.class);

  @Test
  void refusesARevokedTokenFromTheNextRequestOnG6() {
    String token = Fixture.token("/mcp").claim("jti", "stolen").sign();
    String other = Fixture.token("/mcp").claim("jti", "kept").sign();
    assertThat(send(token).status()).isEqualTo(200);

    REVOKED.revoke(ISSUER.issuer(), "stolen");

    Expected.isInvalidToken(send(token));
    Expected.isInvalidToken(send(token));
    assertThat(send(other).status()).isEqualTo(200);
  }

  @Test
  void revokesTheTokenOfOneIssuerOnly() {
    String token = Fixture.token("/mcp").claim("jti", "shared").sign();

    REVOKED.revoke("https://other.example.com", "shared");

    assertThat(send(token).status()).isEqualTo(200);
  }

  private static Answer send(String token) {
    return SERVER.call("POST", "/mcp").bearer(token).send();
  }
}
