package io.github.jerseymcp.logout;

import static io.github.jerseymcp.server.Fixture.ISSUER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.config.McpSecurityConfigBuilder;
import io.github.jerseymcp.revocation.RevocationSharing;
import io.github.jerseymcp.server.Fixture;
import io.github.jerseymcp.server.OpenNotes;
import io.github.jerseymcp.testing.InMemoryRevocationLog;
import io.github.jerseymcp.testsupport.LogFile;
import io.github.jerseymcp.token.RevokedTokens;
import org.junit.jupiter.api.Test;

/** What the operator reads at a start about how far a sign-out reaches. */
class LogoutReachTest {

  private static final String ALONE = "reaches this node alone";

  @Test
  void warnsWhereNobodyHasSaidThatOneNodeIsAll() {
    assertThat(loggedBy(config()))
        .containsPattern("WARN .*LogoutReach .*" + ALONE + ".*RevokedTokens.create")
        .contains("believed of " + ISSUER.issuer() + ", for this node alone");
  }

  @Test
  void saysItWhereTheApplicationHasAListOfThisNode() {
    assertThat(loggedBy(config().revokedTokens(RevokedTokens.create())))
        .containsPattern("INFO .*LogoutReach .*" + ALONE)
        .doesNotContainPattern("WARN .*" + ALONE);
  }

  @Test
  void warnsWhereSeveralNodesRememberUsedTokensTogether() {
    McpSecurityConfigBuilder config =
        config()
            .revokedTokens(RevokedTokens.create())
            .logout(logout -> logout.withReplayStore((key, end) -> true));

    assertThat(loggedBy(config)).containsPattern("WARN .*" + ALONE + ".*share a store of proofs");
  }

  @Test
  void saysNothingWhereNodesShareRevocationsOrNobodySignsOut() {
    RevocationSharing sharing = RevocationSharing.through(new InMemoryRevocationLog());
    try (RevokedTokens shared = RevokedTokens.shared(sharing)) {
      assertThat(loggedBy(config().revokedTokens(shared)))
          .contains("believed of " + ISSUER.issuer() + ", for all nodes")
          .doesNotContain(ALONE);
    }
    assertThat(loggedBy(Fixture.config())).doesNotContain(ALONE);
  }

  private static McpSecurityConfigBuilder config() {
    return Fixture.config().logout(logout -> logout.withClients(ISSUER.issuer(), Logouts.CLIENT));
  }

  private static String loggedBy(McpSecurityConfigBuilder config) {
    long start = LogFile.size();
    Fixture.start(config, OpenNotes.class);
    return LogFile.from(start);
  }
}
