package io.github.jerseymcp.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.server.McpSecurityFeature;
import io.github.jerseymcp.testing.MutableTime;
import io.github.jerseymcp.testing.SigningKey;
import io.github.jerseymcp.testing.TestIssuer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Somebody sets the wall clock: what is cached, paused or revoked goes by the ticker. */
class SteppedClockTest {

  private static final String RESOURCE = "https://mcp.example.com/mcp";
  private static final Duration DAY = Duration.ofHours(24);

  private final MutableTime time = new MutableTime(Instant.parse("2026-11-22T12:00:00Z"));
  private final TestIssuer issuer = TestIssuer.start("ES256", time);
  private final RevokedTokens revoked = RevokedTokens.create(time);
  private final VerifyToken verify =
      new VerifyToken(
          List.of(TrustedIssuer.of(issuer.issuer())),
          TokenSettings.defaults(),
          KeySettings.defaults(),
          Optional.of(revoked),
          time);

  @AfterEach
  void stop() {
    verify.close();
    issuer.close();
  }

  @Test
  void fetchesKeysAgainThoughTheFirstFetchFailedWhileTheClockWasAheadC01() {
    time.step(DAY);
    issuer.outage(true);
    assertThatExceptionOfType(KeysUnavailableException.class).isThrownBy(() -> verify(token()));
    time.step(DAY.negated());
    issuer.outage(false);

    time.advance(Duration.ofSeconds(15));

    assertAccepted(token());
  }

  @Test
  void dropsAWithdrawnKeyAndFindsANewOneThoughTheClockWasSetBackC02() {
    time.step(DAY);
    assertAccepted(token());
    time.step(DAY.negated());
    String withdrawn = token();
    issuer.use(SigningKey.generate("ES256", "next"));

    time.advance(KeySettings.defaults().timeToLive().plusMillis(1));

    assertThatExceptionOfType(InvalidTokenException.class).isThrownBy(() -> verify(withdrawn));
    assertAccepted(token());
  }

  @Test
  void keepsARevocationWhenTheClockIsSetForwardAndBackC04() {
    String token = issuer.token().audience(RESOURCE).claim("jti", "id-1").sign();
    revoked.revoke(issuer.issuer(), "id-1");

    time.step(Duration.ofHours(25));
    revoked.revoke(issuer.issuer(), "id-2");
    time.step(Duration.ofHours(-25));

    assertThatExceptionOfType(InvalidTokenException.class)
        .isThrownBy(() -> verify(token))
        .matches(e -> e.fault() == TokenFault.REVOKED);
  }

  @Test
  void keepsARevocationForAsLongAsAClockThatWasSetBackLetsTheTokenLiveC04() {
    revoked.revoke(issuer.issuer(), "id-1");
    time.step(Duration.ofHours(-20));

    time.advance(Duration.ofHours(43));

    assertThat(revoked.isRevoked(issuer.issuer(), "id-1")).isTrue();
    time.advance(Duration.ofHours(1));
    assertThat(revoked.isRevoked(issuer.issuer(), "id-1")).isFalse();
  }

  @Test
  void keepsARevocationUntilTheTokenEndsWhereThatIsLaterC04() {
    Instant end = time.instant().plus(DAY.multipliedBy(3));
    revoked.revoke(issuer.issuer(), "id-1", end);
    revoked.revoke(issuer.issuer(), "id-1");

    time.advance(DAY.multipliedBy(3).minusMillis(1));

    assertThat(revoked.isRevoked(issuer.issuer(), "id-1")).isTrue();
    time.advance(Duration.ofMillis(1));
    assertThat(revoked.isRevoked(issuer.issuer(), "id-1")).isFalse();
  }

  @Test
  void makesRoomBehindARevocationThatWasMadeWhileTheClockWasAheadC04() {
    RevokedTokens small = RevokedTokens.create(time, Duration.ofHours(1), 2);
    time.step(Duration.ofDays(365));
    small.revoke(issuer.issuer(), "made ahead");
    time.step(Duration.ofDays(-365));
    small.revoke(issuer.issuer(), "id-1");
    assertThatIllegalStateException().isThrownBy(() -> small.revoke(issuer.issuer(), "id-2"));

    time.advance(Duration.ofHours(1));

    assertThatNoException().isThrownBy(() -> small.revoke(issuer.issuer(), "id-2"));
    assertThat(small.isRevoked(issuer.issuer(), "made ahead")).isTrue();
  }

  @Test
  void leavesNoListenerBehindWhenAnApplicationIsLoadedAgainH09() {
    int before = revoked.listening();
    for (int i = 0; i < 20; i++) {
      new VerifyToken(
              List.of(TrustedIssuer.of(issuer.issuer())),
              TokenSettings.defaults(),
              KeySettings.defaults(),
              Optional.of(revoked),
              time)
          .close();
    }
    assertThat(revoked.listening()).isEqualTo(before).isEqualTo(1);
  }

  @Test
  void leavesNoListenerBehindWhenAnApplicationDoesNotStartH09() {
    RevokedTokens shared = RevokedTokens.create(time);
    McpSecurityConfig config =
        McpSecurityConfig.builder("https://mcp.example.com")
            .issuer(issuer.issuer())
            .revokedTokens(shared)
            .documents(documents -> documents.withRootDocument("/nothing"))
            .build();
    ResourceConfig application = new ResourceConfig().register(McpSecurityFeature.create(config));

    assertThatIllegalStateException().isThrownBy(() -> new ApplicationHandler(application));

    assertThat(shared.listening()).isZero();
  }

  @Test
  void tellsOnceThatTokensOutliveTheirRevocationC04() throws Exception {
    Path log = Path.of("target", "tests.log");
    long start = Files.size(log);
    for (int i = 0; i < 3; i++) {
      assertAccepted(issuer.token().audience(RESOURCE).expiresIn(DAY.plusSeconds(10)).sign());
      assertAccepted(token());
    }

    byte[] all = Files.readAllBytes(log);
    assertThat(new String(all, (int) start, all.length - (int) start, UTF_8))
        .containsOnlyOnce("live for longer than revocations are remembered (86400 s)");
  }

  private String token() {
    return issuer.token().audience(RESOURCE).expiresIn(Duration.ofHours(1)).sign();
  }

  private void assertAccepted(String token) {
    assertThatNoException().isThrownBy(() -> verify(token));
  }

  private void verify(String token) throws InvalidTokenException {
    verify.verify(token, RESOURCE, Set.of(issuer.issuer()));
  }
}
