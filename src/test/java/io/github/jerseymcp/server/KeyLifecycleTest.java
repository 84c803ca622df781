package io.github.jerseymcp.server;

import static io.github.jerseymcp.server.Fixture.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.testing.Answer;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.testing.MutableTime;
import io.github.jerseymcp.testing.SigningKey;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testing.TestToken;
import io.github.jerseymcp.token.KeySettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The keys of an issuer as a running server sees them: new, removed, and out of reach. */
class KeyLifecycleTest {

  private final MutableTime time = new MutableTime(Instant.parse("2026-11-22T10:00:00Z"));
  private final TestIssuer issuer = TestIssuer.start("ES256", time);
  private final KeySettings policy = KeySettings.defaults();
  private final InProcess server =
      Fixture.start(
          McpSecurityConfig.builder(ORIGIN).issuer(issuer.issuer()).clock(time), OpenNotes.class);

  @AfterEach
  void stop() {
    issuer.close();
  }

  @Test
  void doesNotLetUnknownKeysDriveFetchesJb04() throws InterruptedException, ExecutionException {
    assertThat(send(token()).status()).isEqualTo(200);
    ExecutorService clients = Executors.newFixedThreadPool(20);
    try {
      List<Callable<Answer>> calls = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        String token = token().header("kid", "unknown-" + i).sign();
        calls.add(() -> server.call("POST", "/mcp").bearer(token).send());
      }
      for (Future<Answer> answer : clients.invokeAll(calls)) {
        if (answer.get().status() == 503) {
          assertThat(answer.get().header("Retry-After")).as("L-07").isEqualTo("1");
        } else {
          Expected.isInvalidToken(answer.get());
        }
      }
    } finally {
      clients.shutdownNow();
    }
    assertThat(issuer.keyFetches()).isBetween(2, 3);
    assertThat(send(token()).status()).isEqualTo(200);
  }

  @Test
  void usesANewKeyWithin30SecondsWithoutRestartJb13() {
    assertThat(send(token()).status()).isEqualTo(200);
    issuer.rotate();
    time.advance(Duration.ofSeconds(30));

    assertThat(send(token()).status()).isEqualTo(200);
  }

  @Test
  void stopsVerifyingWithAKeyThatWasRemovedJb13() {
    TestToken old = token();
    assertThat(send(old).status()).isEqualTo(200);
    issuer.use(SigningKey.generate("ES256", "next"));
    time.advance(policy.timeToLive().plusSeconds(1));

    Expected.isInvalidToken(send(old));
    assertThat(send(token()).status()).isEqualTo(200);
  }

  @Test
  void answers503WhileTheIssuerIsDownAndRecoversG15() {
    issuer.outage(true);
    for (int i = 0; i < 3; i++) {
      Answer answer = send(token());
      assertThat(answer.status()).isEqualTo(503);
      assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 30);
      assertThat(answer.all("WWW-Authenticate")).isEmpty();
      assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
      assertThat(answer.body())
          .isEqualTo(
              "{\"error_description\":\"The access token cannot be checked at the moment\"}");
    }
    assertThat(server.call("POST", "/mcp").send().status()).isEqualTo(401);
    assertThat(server.call("GET", "/.well-known/oauth-protected-resource/mcp").send().status())
        .isEqualTo(200);

    issuer.outage(false);
    time.advance(Duration.ofSeconds(Integer.parseInt(send(token()).header("Retry-After"))));
    assertThat(send(token()).status()).isEqualTo(200);
  }

  @Test
  void goesOnWithKnownKeysWhileTheIssuerIsDown() {
    assertThat(send(token()).status()).isEqualTo(200);
    issuer.outage(true);
    time.advance(policy.timeToLive().plusSeconds(1));

    assertThat(send(token()).status()).isEqualTo(200);
    Expected.isInvalidToken(send(token().header("kid", "unknown")));
    time.advance(policy.outageTolerance().plus(policy.timeToLive()));
    assertThat(send(token()).status()).isEqualTo(503);
  }

  @Test
  void asksNobodyForATokenOfAnIssuerThatIsNotTrusted() {
    try (TestIssuer attacker = TestIssuer.start("ES256", time)) {
      TestToken forged =
          attacker
              .token()
              .audience(ORIGIN + "/mcp")
              .header("jku", attacker.jwksUri())
              .header("x5u", attacker.jwksUri());
      Expected.isInvalidToken(send(forged));
      Expected.isInvalidToken(send(forged.claim("iss", issuer.issuer())));

      assertThat(attacker.keyFetches() + attacker.metadataFetches()).isZero();
    }
  }

  private TestToken token() {
    return issuer.token().audience(ORIGIN + "/mcp");
  }

  private Answer send(TestToken token) {
    return server.call("POST", "/mcp").bearer(token.sign()).send();
  }
}
