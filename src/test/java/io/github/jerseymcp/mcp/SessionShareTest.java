package io.github.jerseymcp.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jerseymcp.account.CallerKey;
import io.modelcontextprotocol.spec.McpSchema.ClientCapabilities;
import io.modelcontextprotocol.spec.McpSchema.Implementation;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Clients seldom end their sessions, so a caller at the limit gets the place of an idle one. */
class SessionShareTest {

  private static final CallerKey ALICE = new CallerKey("https://issuer.example", "alice", "app");
  private static final CallerKey BOB = new CallerKey("https://issuer.example", "bob", "app");
  private static final Instant START = Instant.parse("2026-11-22T00:00:00Z");

  private final Sessions sessions = new Sessions(SessionLimits.defaults().withSessions(2, 10));

  @Test
  void oneMoreSessionEndsTheOneThatWasUsedLeastRecently() throws Exception {
    Session first = begin(ALICE, 0);
    Session second = begin(ALICE, 1);
    Session ofBob = begin(BOB, 0);
    first.touch(START.plusSeconds(2));

    assertThatThrownBy(() -> begin(ALICE, 60))
        .as("a minute has not passed")
        .isInstanceOf(RefusedMessageException.class);
    Session third = begin(ALICE, 61);

    assertThat(sessions.all()).containsExactlyInAnyOrder(first, third, ofBob);
    assertThat(sessions.use(second.id(), ALICE, START)).isEmpty();
    assertThat(sessions.size()).isEqualTo(3);
  }

  @Test
  void aSessionWithAnOpenStreamIsNotEnded() throws Exception {
    Session listening = begin(ALICE, 0);
    listen(listening);
    Session idle = begin(ALICE, 1);

    Session third = begin(ALICE, 62);
    assertThat(sessions.all()).containsExactlyInAnyOrder(listening, third);
    assertThat(sessions.use(idle.id(), ALICE, START)).isEmpty();

    listen(third);
    assertThatThrownBy(() -> begin(ALICE, 200))
        .isInstanceOfSatisfying(
            RefusedMessageException.class,
            refused -> assertThat(refused.error()).isEqualTo(RpcError.TOO_MANY_SESSIONS));
    assertThat(sessions.all()).containsExactlyInAnyOrder(listening, third);
  }

  private Session begin(CallerKey owner, int seconds) throws RefusedMessageException {
    sessions.reserve(
        owner,
        IncomingMessage.parse(
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\"}"
                .getBytes(StandardCharsets.UTF_8)),
        START.plusSeconds(seconds));
    Session session = session(owner, START.plusSeconds(seconds));
    sessions.add(session);
    return session;
  }

  static Session session(CallerKey owner, Instant now) {
    return new Session(
        owner,
        new McpStreamableServerSession(
            "sdk",
            ClientCapabilities.builder().build(),
            Implementation.builder("client", "1").build(),
            Duration.ofSeconds(1),
            Map.of(),
            Map.of()),
        "2025-11-25",
        now);
  }

  private static void listen(Session session) {
    InstantSource clock = InstantSource.fixed(START);
    MessageStream stream = new StreamLogs(StreamLimits.defaults(), clock).stream(0);
    stream.open(
        new EventConnection(1024, Runnable::run, clock, new TokenLife("", "", Instant.MAX)),
        Optional.empty());
    session.keep(0, stream);
  }
}
