package io.github.jerseymcp.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jerseymcp.account.Accounts;
import io.github.jerseymcp.account.CallerAccount;
import io.github.jerseymcp.account.CallerKey;
import io.github.jerseymcp.account.CallerLimits;
import io.github.jerseymcp.account.Holding;
import io.github.jerseymcp.account.Permit;
import io.github.jerseymcp.event.Lasting;
import io.github.jerseymcp.mcp.message.MessageReader;
import io.github.jerseymcp.mcp.message.RefusedMessageException;
import io.github.jerseymcp.mcp.message.RpcError;
import io.github.jerseymcp.mcp.message.TokenLife;
import io.github.jerseymcp.mcp.session.Session;
import io.github.jerseymcp.mcp.session.Sessions;
import io.github.jerseymcp.mcp.stream.EventConnection;
import io.github.jerseymcp.mcp.stream.MessageStream;
import io.github.jerseymcp.mcp.stream.StreamLogs;
import io.github.jerseymcp.mcp.work.Handlers;
import io.github.jerseymcp.revocation.RevocableToken;
import io.github.jerseymcp.time.Moment;
import io.github.jerseymcp.time.Ticker;
import io.github.jerseymcp.token.TokenWatch;
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
public class SessionShareTest {

  private static final TokenWatch UNWATCHED =
      new TokenWatch(InstantSource.system(), Duration.ZERO, Optional.empty());

  private static final Accounts ACCOUNTS =
      new Accounts(CallerLimits.defaults().with(Holding.SESSIONS, 2, 1_000).withServiceAccounts(3));

  private final CallerAccount alice = account("alice-" + this);
  private final CallerAccount bob = account("bob-" + this);
  private final Sessions sessions = new Sessions(SessionLimits.defaults());

  @Test
  void oneMoreSessionEndsTheOneThatWasUsedLeastRecently() throws Exception {
    Session first = begin(alice, 0);
    Session second = begin(alice, 1);
    Session ofBob = begin(bob, 0);
    first.touch(at(2).nanos());

    assertThatThrownBy(() -> begin(alice, 60))
        .as("a minute has not passed")
        .isInstanceOf(RefusedMessageException.class);
    Session third = begin(alice, 61);

    assertThat(sessions.all()).containsExactlyInAnyOrder(first, third, ofBob);
    assertThat(sessions.use(second.id(), alice.caller(), at(61))).isEmpty();
    assertThat(sessions.size()).isEqualTo(3);
  }

  @Test
  void aSessionWithAnOpenStreamIsNotEnded() throws Exception {
    Session listening = begin(alice, 0);
    listen(listening);
    Session idle = begin(alice, 1);

    Session third = begin(alice, 62);
    assertThat(sessions.all()).containsExactlyInAnyOrder(listening, third);
    assertThat(sessions.use(idle.id(), alice.caller(), at(62))).isEmpty();

    listen(third);
    assertThatThrownBy(() -> begin(alice, 200))
        .isInstanceOfSatisfying(
            RefusedMessageException.class,
            refused -> assertThat(refused.error()).isEqualTo(RpcError.TOO_MANY_SESSIONS));
    assertThat(sessions.all()).containsExactlyInAnyOrder(listening, third);
  }

  @Test
  void theReplicasOfAServiceAccountHaveSeveralTimesTheSessionsL14() throws Exception {
    CallerAccount service =
        new CallerAccount(ACCOUNTS, new CallerKey("https://issuer.example", "robot", "robot"));
    for (int replica = 0; replica < 6; replica++) {
      begin(service, replica);
    }
    assertThatThrownBy(() -> begin(service, 7)).isInstanceOf(RefusedMessageException.class);
    assertThat(sessions.size()).isEqualTo(6);
  }

  private Session begin(CallerAccount owner, int seconds) throws RefusedMessageException {
    Permit place =
        sessions.reserve(
            owner,
            MessageReader.parse(
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\"}"
                    .getBytes(StandardCharsets.UTF_8)),
            at(seconds));
    Session session = session(owner, place, at(seconds).nanos());
    sessions.add(session);
    return session;
  }

  private static Moment at(int seconds) {
    return new Moment(Duration.ofSeconds(seconds).toNanos());
  }

  public static CallerAccount account(String subject) {
    return new CallerAccount(ACCOUNTS, new CallerKey("https://issuer.example", subject, "app"));
  }

  static Session session(CallerAccount owner, long now) {
    return session(owner, owner.open(Holding.SESSIONS), now);
  }

  private static Session session(CallerAccount owner, Permit place, long now) {
    return new Session(
        owner, new Handlers(), place, server(), "2025-11-25", false, Lasting.unheard(), now);
  }

  public static McpStreamableServerSession server() {
    return new McpStreamableServerSession(
        "sdk",
        ClientCapabilities.builder().build(),
        Implementation.builder("client", "1").build(),
        Duration.ofSeconds(1),
        Map.of(),
        Map.of());
  }

  /** A connection that is written to at once. */
  public static EventConnection connection(int limit) {
    return new EventConnection(
        limit,
        writing -> writing.write(() -> {}),
        Ticker.system(),
        new TokenLife(RevocableToken.none(), Instant.MAX, UNWATCHED),
        account("reader").open(Holding.ANSWER_BYTES));
  }

  private static void listen(Session session) {
    MessageStream stream =
        new StreamLogs(StreamLimits.defaults(), Ticker.system()).stream(0, session.account());
    stream.open(connection(1024), Optional.empty());
    session.keep(0, stream);
  }
}
