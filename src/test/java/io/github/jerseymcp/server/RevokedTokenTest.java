package io.github.jerseymcp.server;

import static io.github.jerseymcp.server.Fixture.ISSUER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.mcp.message.TokenLife;
import io.github.jerseymcp.revocation.Revocation;
import io.github.jerseymcp.testing.Answer;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.token.RevokedTokens;
import io.github.jerseymcp.token.TokenWatch;
import io.github.jerseymcp.token.TrustedIssuer;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
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

  /** Tells whether a stream of its caller would have ended. */
  @Path("/life")
  @McpProtected
  public static class Life {
    @POST
    public String post(@Context McpPrincipal caller, @Context ContainerRequestContext request) {
      TokenLife life = TokenLife.of(caller.snapshot(), TokenWatch.of(request));
      String before = life.isRevoked() ? "revoked" : "good";
      REVOKED.revoke(Revocation.ofTokenText(ISSUER.issuer(), request.getHeaderString("X-Token")));
      return before + " " + (life.isRevoked() ? "revoked" : "good");
    }
  }

  @Test
  void refusesATokenWithoutIdentifierByItsDigest() {
    InProcess server =
        Fixture.start(
            McpSecurityConfig.builder(Fixture.ORIGIN)
                .issuer(
                    TrustedIssuer.of(ISSUER.issuer())
                        .withRequiredClaims("iss", "aud", "exp", "sub"))
                .revokedTokens(REVOKED),
            Life.class);
    String token = Fixture.token("/life").without("jti").sign();
    String other = Fixture.token("/life").without("jti").subject("bob").sign();

    Answer during = server.call("POST", "/life").bearer(token).header("X-Token", token).send();
    assertThat(during.body()).isEqualTo("good revoked");
    Answer after = server.call("POST", "/life").bearer(token).header("X-Token", token).send();
    assertThat(after.status()).isEqualTo(401);
    assertThat(after.challenge()).contains("error=\"invalid_token\"");
    assertThat(server.call("POST", "/life").bearer(other).header("X-Token", "x").send().body())
        .isEqualTo("good good");
  }

  @Test
  void refusesATokenWithIdentifierByItsOtherNamesToo() {
    String token = Fixture.token("/mcp").subject("named").claim("sid", "s-1").sign();
    assertThat(send(token).status()).isEqualTo(200);
    REVOKED.revoke(Revocation.ofTokenText(ISSUER.issuer(), token));
    assertThat(send(token).status()).as("its digest is none of its names").isEqualTo(200);

    REVOKED.revoke(Revocation.ofSession(ISSUER.issuer(), "s-1"));
    Expected.isInvalidToken(send(token));
  }

  private static Answer send(String token) {
    return SERVER.call("POST", "/mcp").bearer(token).send();
  }
}
