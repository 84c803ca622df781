package io.github.jerseymcp.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.credential.AcceptedCredential;
import io.github.jerseymcp.credential.VerifiedCredential;
import io.github.jerseymcp.testsupport.mcp.EventReader;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sessions and streams of those who come with a key. */
class KeySessionTest {

  private final Instant end = Instant.now().plusSeconds(600);
  private final Map<String, VerifiedCredential> keys =
      Map.of("one", key("alice"), "again", key("alice"), "two", key("bob"));
  private final OpenServer server =
      OpenServer.secured(
          config ->
              config.credential(
                  AcceptedCredential.verifiedBy("keys", key -> Optional.ofNullable(keys.get(key)))
                      .withAudiences("notes")
                      .inHeader("X-API-Key")));

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aSessionBelongsToTheHolderOfTheKeyW01() {
    McpWire session = with("one").initialize();

    assertThat(search(session)).isEqualTo(200);
    assertThat(search(session.with("X-API-Key", "again"))).as("another key").isEqualTo(200);
    assertThat(search(session.with("X-API-Key", "two"))).as("another holder").isEqualTo(404);
    assertThat(search(session.without("X-API-Key").token(token("alice"))))
        .as("a user of that name")
        .isEqualTo(404);
    assertThat(search(session.without("X-API-Key"))).as("nobody").isEqualTo(404);
  }

  @Test
  void aWrongKeyIsRefusedWhereNoneIsNeededW01() {
    assertThat(search(server.nobody().initialize())).isEqualTo(200);
    McpWire wrong = with("wrong");
    assertThat(wrong.ask("tools/list", "{}").status()).isEqualTo(401);
  }

  @Test
  void endsAStreamWithTheKeyThatOpenedItW01() {
    McpWire session = with("one").initialize();
    try (EventReader listening = session.listen()) {
      server.time.advance(Duration.ofSeconds(600 + 31));
      assertThat(listening.rest()).allSatisfy(event -> assertThat(event).isNotNull());
      assertThat(session.send("GET").status()).isEqualTo(401);
    }
  }

  private McpWire with(String key) {
    return server.nobody().with("X-API-Key", key);
  }

  private String token(String subject) {
    return server.client(subject).headers().get("Authorization").substring("Bearer ".length());
  }

  private static int search(McpWire client) {
    return client.callTool("search", "{}").status();
  }

  private VerifiedCredential key(String holder) {
    return VerifiedCredential.of(holder, end, "notes")
        .withScopes(List.of("mcp:tools:read", "mcp:tools:call"));
  }
}
