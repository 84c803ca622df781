package io.github.jerseymcp.server;

import static io.github.jerseymcp.server.Fixture.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.dpop.CountedProofs;
import io.github.jerseymcp.testing.Answer;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.testing.RecordingReplayStore;
import io.github.jerseymcp.testing.SigningKey;
import io.github.jerseymcp.testing.TestProof;
import io.github.jerseymcp.testing.TestToken;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a stranger without a valid token can make the server do: nothing that costs. */
class StrangerCostTest {

  private static final SigningKey KEY = SigningKey.generate("ES256", "proof");
  private static final SigningKey FORGER = SigningKey.generate("RS256", "forger");
  private static final CountingProvider COUNTER = new CountingProvider();
  private static final RecordingReplayStore STORE = new RecordingReplayStore();
  private static final InProcess SERVER =
      Fixture.start(
          Fixture.config()
              .dpop(
                  dpop ->
                      dpop.optional(STORE).withProofs(proofs -> CountedProofs.by(proofs, COUNTER))),
          Notes.class);

  @Path("/mcp")
  @McpProtected
  public static class Notes {

    @POST
    public String call() {
      return "called";
    }
  }

  static Stream<Arguments> invalid() {
    return Stream.of(
        row("forged", token -> token.forgedBy(FORGER)),
        row("expired", token -> token.expiresIn(Duration.ofMinutes(-5))),
        row("for another resource", token -> token.audience(ORIGIN + "/other")),
        row("of another issuer", token -> token.claim("iss", "https://evil.example")),
        row("bound to another key", token -> token.boundToKey("A".repeat(43))),
        row("not bound", token -> token.without("cnf")));
  }

  @ParameterizedTest(name = "a token {0}")
  @MethodSource("invalid")
  void causesNoProofSignatureAndNoWrite(String row, UnaryOperator<TestToken> change) {
    int verified = COUNTER.verifications();
    int written = STORE.claims().size();

    assertThat(send(change.apply(bound()).sign()).status()).isEqualTo(401);
    assertThat(COUNTER.verifications()).isEqualTo(verified);
    assertThat(STORE.claims()).hasSize(written);
  }

  @Test
  void aCallerCostsOneSignatureAndOneWrite() {
    int verified = COUNTER.verifications();
    int written = STORE.claims().size();

    assertThat(send(bound().sign()).status()).isEqualTo(200);
    assertThat(COUNTER.verifications()).isEqualTo(verified + 1);
    assertThat(STORE.claims()).hasSize(written + 1);
  }

  private static Answer send(String token) {
    return SERVER
        .call("POST", "/mcp")
        .header("Authorization", "DPoP " + token)
        .header(
            "DPoP", TestProof.of(KEY, "POST", ORIGIN + "/mcp", Instant.now()).token(token).sign())
        .send();
  }

  private static TestToken bound() {
    return Fixture.token("/mcp").boundToKey(TestProof.thumbprint(KEY));
  }

  private static Arguments row(String name, UnaryOperator<TestToken> change) {
    return Arguments.of(name, change);
  }
}
