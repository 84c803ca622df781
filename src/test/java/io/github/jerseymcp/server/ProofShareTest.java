package io.github.jerseymcp.server;

import static io.github.jerseymcp.server.Fixture.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.dpop.ProofSettings;
import io.github.jerseymcp.replay.InMemoryReplayStore;
import io.github.jerseymcp.replay.ReplayStore;
import io.github.jerseymcp.testing.Answer;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.testing.MutableTime;
import io.github.jerseymcp.testing.RecordingReplayStore;
import io.github.jerseymcp.testing.SigningKey;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testing.TestProof;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One caller must not fill the memory for used proofs for the others. */
class ProofShareTest {

  private final MutableTime time = new MutableTime(Instant.parse("2026-11-22T12:00:00Z"));
  private final TestIssuer issuer = TestIssuer.start("ES256", time);
  private final SigningKey[] keys = {
    SigningKey.generate("ES256", "one"), SigningKey.generate("ES256", "two")
  };

  @Path("/mcp")
  @McpProtected
  public static class Notes {

    @POST
    public String call() {
      return "called";
    }
  }

  @AfterEach
  void stop() {
    issuer.close();
  }

  @Test
  void oneCallerHasAnEighthOfTheStoreWhateverKeysItUsesL06() {
    InProcess server = server(new InMemoryReplayStore(80, time), ProofSettings.defaults());
    for (int i = 0; i < 10; i++) {
      assertThat(send(server, "mallory", keys[i % 2], 0).status()).isEqualTo(200);
    }
    for (int i = 0; i < 100; i++) {
      Answer refused = send(server, "mallory", keys[i % 2], 0);
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.challenge()).isEmpty();
      assertThat(Long.parseLong(refused.header("Retry-After"))).isBetween(1L, 67L);
    }
    for (int i = 0; i < 10; i++) {
      assertThat(send(server, "alice", keys[0], 0).status()).as("the next caller").isEqualTo(200);
    }

    time.advance(Duration.ofSeconds(400));
    assertThat(send(server, "mallory", keys[0], 0).status()).as("later").isEqualTo(200);
  }

  @Test
  void theShareIsASettingAndHoldsForStoresWithoutABoundL06() {
    InProcess server =
        server(new RecordingReplayStore(), ProofSettings.defaults().withProofsOfCaller(2));

    assertThat(send(server, "mallory", keys[0], 0).status()).isEqualTo(200);
    time.advance(Duration.ofSeconds(100));
    assertThat(send(server, "mallory", keys[0], 0).status()).isEqualTo(200);
    time.advance(Duration.ofSeconds(100));
    assertThat(send(server, "mallory", keys[0], 0).status()).isEqualTo(429);
    time.advance(Duration.ofSeconds(200));
    assertThat(send(server, "mallory", keys[0], 0).status()).isEqualTo(200);
  }

  @Test
  void aProofThatWasNotRememberedDoesNotCountL06() {
    InProcess server =
        server(new InMemoryReplayStore(80, time), ProofSettings.defaults().withProofsOfCaller(2));
    String token = token("alice", keys[0]);
    String proof = proof(token, keys[0], 0);
    assertThat(send(server, token, proof).status()).isEqualTo(200);
    for (int i = 0; i < 10; i++) {
      assertThat(send(server, token, proof).status()).as("used before").isEqualTo(401);
    }

    assertThat(send(server, "alice", keys[0], 0).status()).isEqualTo(200);
  }

  @Test
  void aProofFromFarAheadFillsNothingL06() {
    InProcess server = server(new InMemoryReplayStore(80, time), ProofSettings.defaults());

    assertThat(send(server, "mallory", keys[0], 295).status()).isEqualTo(401);
    assertThat(send(server, "alice", keys[0], 30).status()).isEqualTo(200);
  }

  private InProcess server(ReplayStore store, ProofSettings policy) {
    return Fixture.start(
        McpSecurityConfig.builder(ORIGIN)
            .issuer(issuer.issuer())
            .clock(time)
            .dpop(dpop -> dpop.required(store).withProofs(proofs -> policy)),
        Notes.class);
  }

  private Answer send(InProcess server, String subject, SigningKey key, long ahead) {
    String token = token(subject, key);
    return send(server, token, proof(token, key, ahead));
  }

  private static Answer send(InProcess server, String token, String proof) {
    return server
        .call("POST", "/mcp")
        .header("Authorization", "DPoP " + token)
        .header("DPoP", proof)
        .send();
  }

  private String token(String subject, SigningKey key) {
    return issuer
        .token()
        .subject(subject)
        .audience(ORIGIN + "/mcp")
        .boundToKey(TestProof.thumbprint(key))
        .expiresIn(Duration.ofHours(1))
        .sign();
  }

  private String proof(String token, SigningKey key, long ahead) {
    return TestProof.of(key, "POST", ORIGIN + "/mcp", time.instant().plusSeconds(ahead))
        .token(token)
        .sign();
  }
}
