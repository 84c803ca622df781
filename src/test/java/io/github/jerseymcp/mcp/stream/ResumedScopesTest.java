package io.github.jerseymcp.mcp.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jerseymcp.AuthenticationRequirement;
import io.github.jerseymcp.InsufficientScopeException;
import io.github.jerseymcp.mcp.PlainCaller;
import io.github.jerseymcp.mcp.SessionShareTest;
import io.github.jerseymcp.mcp.StreamLimits;
import io.github.jerseymcp.mcp.message.OperationNeeds;
import io.github.jerseymcp.mcp.message.Reader;
import io.github.jerseymcp.time.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whoever comes back for a stream needs the scopes of all that is on it by then. */
class ResumedScopesTest {

  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final Reader WIDE = new PlainCaller("alice", "notes", "secrets").reader();
  private static final Reader NARROW = new PlainCaller("alice", "notes").reader();

  private final MessageStream stream =
      new StreamLogs(StreamLimits.defaults(), Ticker.system())
          .stream(0, SessionShareTest.account("alice"));

  @Test
  void aNarrowerTokenReadsNothingOfWhatAWiderOneWasSent() {
    stream.open(connection(), Optional.of(Duration.ofSeconds(1)));
    stream.needs(needs("notes"));
    stream.readBy(WIDE);
    assertThat(stream.isOver(NARROW, 0)).isFalse();
    send("secrets");

    assertThatThrownBy(() -> stream.resume(NARROW, connection(), 0, WINDOW))
        .isInstanceOfSatisfying(
            InsufficientScopeException.class,
            refused -> assertThat(refused.scopes()).contains("notes", "secrets"));
    assertThatThrownBy(() -> stream.isOver(NARROW, 0))
        .isInstanceOf(InsufficientScopeException.class);
    assertThat(stream.resume(WIDE, connection(), 0, WINDOW)).isTrue();
  }

  @Test
  void whoeverWasRefusedDoesNotReadWhatIsSentNext() {
    stream.open(connection(), Optional.of(Duration.ofSeconds(1)));
    stream.readBy(WIDE);
    assertThat(stream.resume(NARROW, connection(), 99, WINDOW)).as("never sent").isFalse();
    send("secrets");

    assertThat(stream.isOver(WIDE, 1)).as("the secret was sent as the second event").isFalse();
    assertThatThrownBy(() -> stream.resume(NARROW, connection(), 0, WINDOW))
        .isInstanceOf(InsufficientScopeException.class);
  }

  @Test
  void whatANarrowerReaderIsNotSentIsNotKeptForIt() {
    stream.open(connection(), Optional.of(Duration.ofSeconds(1)));
    stream.readBy(WIDE);
    assertThat(stream.resume(NARROW, connection(), 0, WINDOW)).isTrue();
    send("secrets");

    assertThat(stream.resume(NARROW, connection(), 0, WINDOW)).isTrue();
    assertThat(stream.resume(NARROW, connection(), 1, WINDOW)).as("never sent").isFalse();
  }

  private void send(String scope) {
    stream.send("{}".getBytes(UTF_8), needs(scope));
  }

  private static OperationNeeds needs(String scope) {
    return new OperationNeeds(Set.of(scope), AuthenticationRequirement.none());
  }

  private static EventConnection connection() {
    return SessionShareTest.connection(10_000);
  }
}
