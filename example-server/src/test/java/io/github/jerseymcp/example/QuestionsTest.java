package io.github.jerseymcp.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.example.doctor.wire.Request;
import io.github.jerseymcp.example.doctor.wire.Wire;
import io.github.jerseymcp.testing.SigningKey;
import io.github.jerseymcp.testing.TestProof;
import io.github.jerseymcp.testing.TestToken;
import io.github.jerseymcp.testsupport.process.FreePort;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an operator asks: the page of the manual shows what the server prints, and nothing else. */
@Tag("once")
@Timeout(120)
final class QuestionsTest {

  private static final SigningKey KEY = SigningKey.generate("ES256", "client");
  private static final String LIST = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}";
  private static final String ADD =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":"
          + "{\"name\":\"notes_add\",\"arguments\":{\"text\":\"a\"}}}";
  private static final String INITIALIZE =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":"
          + "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},"
          + "\"clientInfo\":{\"name\":\"client\",\"version\":\"1\"}}}";

  @Test
  void theWrongAudience() throws Exception {
    try (Situation now = Situation.of()) {
      String token = token(now).audience(now.url().replace("/mcp", "/whoami")).sign();

      assertThat(now.sendWith(token, LIST).statusCode()).isEqualTo(401);

      ManualSection.about("audience")
          .assertShown(now.log(), now.metrics(), now.explain(token, "POST", "/mcp", "tools/list"));
    }
  }

  @Test
  void anOpaqueToken() throws Exception {
    try (Situation now = Situation.of()) {
      String token = "7f3d9c1eb2";

      assertThat(now.sendWith(token, LIST).statusCode()).isEqualTo(401);

      ManualSection.about("opaque")
          .assertShown(now.log(), now.metrics(), now.explain(token, "POST", "/mcp"));
    }
  }

  @Test
  void theWrongClockOfAClient() throws Exception {
    try (Situation now = Situation.of()) {
      String token = bound(now);

      assertThat(sendProven(now, token, Instant.now().minusSeconds(600))).isEqualTo(401);
      assertThat(sendProven(now, token, Instant.now().plusSeconds(600))).isEqualTo(401);

      ManualSection.about("clock")
          .assertShown(now.log(), now.metrics(), now.explain(token, "POST", "/mcp"));
    }
  }

  @Test
  void aProxyThatChangesTheHost() throws Exception {
    try (Situation now = Situation.of()) {
      Request request = Request.message(URI.create(now.url()), LIST);

      assertThat(Wire.ofRuntime().sendAs("app.internal:8080", request).status()).isEqualTo(421);

      ManualSection.about("proxy").assertShown(now.log(), now.metrics());
    }
  }

  @Test
  void aMissingScope() throws Exception {
    try (Situation now = Situation.of()) {
      String token = token(now).scope("mcp:tools:read", "mcp:tools:call").sign();

      assertThat(now.sendWith(token, ADD).statusCode()).isEqualTo(403);

      ManualSection.about("scope")
          .assertShown(
              now.log(),
              now.metrics(),
              now.explain(token, "POST", "/mcp", "tools/call", "notes_add"));
    }
  }

  @Test
  void keysOutOfReach() throws Exception {
    try (Situation now = Situation.withoutIssuer()) {
      assertThat(now.sendWith(token(now).sign(), LIST).statusCode()).isEqualTo(503);

      ManualSection.about("keys").assertShown(now.log(), now.metrics(), now.health());
    }
  }

  @Test
  void aReplayStoreThatIsDown() throws Exception {
    try (Situation now = Situation.of("--replay-store", "redis://127.0.0.1:" + FreePort.next())) {
      assertThat(sendProven(now, bound(now), Instant.now())).isEqualTo(503);

      ManualSection.about("replay store").assertShown(now.log(), now.metrics(), now.health());
    }
  }

  @Test
  void aClientThatReconnectsAllTheTime() throws Exception {
    try (Situation now = Situation.of("--sessions")) {
      String token = token(now).sign();
      int begun = 0;
      while (now.sendWith(token, INITIALIZE).statusCode() == 200) {
        begun++;
      }

      assertThat(begun).isEqualTo(32);
      assertThat(now.sendWith(token, INITIALIZE).statusCode()).isEqualTo(429);
      ManualSection.about("reconnects").assertShown(now.log(), now.metrics());
    }
  }

  @Test
  void aStrangerWhoGuesses() throws Exception {
    try (Situation now = Situation.of()) {
      SigningKey forger = SigningKey.generate("ES256", "forger");
      for (int i = 0; i < 40; i++) {
        String token = token(now).forgedBy(forger).sign();
        assertThat(now.sendWith(token, LIST).statusCode()).isEqualTo(401);
      }

      ManualSection.about("guessing").assertShown(now.log(), now.metrics());
    }
  }

  @Test
  void aToolThatIsSlow() throws Exception {
    String database = "jdbc:h2:mem:slow;DB_CLOSE_DELAY=-1";
    try (Situation now = Situation.of("--database", database)) {
      SlowRows.slowDown(database);
      String token = token(now).scope("mcp:tools:read", "mcp:tools:call", "notes:write").sign();

      assertThat(now.sendWith(token, LIST).statusCode()).isEqualTo(200);
      assertThat(now.sendWith(token, ADD).statusCode()).isEqualTo(200);

      ManualSection.about("slow")
          .assertShown(
              now.log(),
              now.metrics(),
              now.explain(token, "POST", "/mcp", "tools/call", "notes_add"));
    }
  }

  @Test
  void eachSectionOfThePageShowsOutput() throws Exception {
    assertThat(ManualSection.all())
        .hasSize(10)
        .allSatisfy(section -> assertThat(section.blocks()).isNotEmpty());
  }

  private static TestToken token(Situation now) {
    return now.issuer().token().audience(now.url()).scope("mcp:tools:read");
  }

  private static String bound(Situation now) {
    return token(now).boundToKey(TestProof.thumbprint(KEY)).sign();
  }

  private static int sendProven(Situation now, String token, Instant time) {
    String proof = TestProof.of(KEY, "POST", now.url(), time).token(token).sign();
    return now.send(LIST, "Authorization", "DPoP " + token, "DPoP", proof).statusCode();
  }
}
