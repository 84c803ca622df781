package io.github.jerseymcp.mcp.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jerseymcp.account.CallerKey;
import io.github.jerseymcp.mcp.McpTransportSettings;
import io.github.jerseymcp.mcp.PlainCaller;
import io.github.jerseymcp.mcp.StateSettings;
import io.github.jerseymcp.mcp.message.IncomingMessage;
import io.github.jerseymcp.mcp.message.MessageReader;
import io.github.jerseymcp.mcp.message.RefusedMessageException;
import io.github.jerseymcp.mcp.message.RpcError;
import io.github.jerseymcp.replay.InMemoryReplayStore;
import io.github.jerseymcp.replay.ReplayStoreUnavailableException;
import io.github.jerseymcp.seal.ClusterSecret;
import io.github.jerseymcp.testing.MutableTime;
import io.modelcontextprotocol.json.McpJsonDefaults;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes back is for whom and for what it was made, in time, and once (SPEC S-32). */
class SealedStatesTest {

  private static final String TEXT = "what the server remembers";
  private static final String LIST = "older tools/list";
  private static final PlainCaller READER = new PlainCaller("alice", "a", "b");
  private static final CallerKey ALICE = new CallerKey("https://auth", "alice", "editor");

  private final MutableTime time = new MutableTime(Instant.now());
  private final InMemoryReplayStore used = new InMemoryReplayStore(time);
  private final ClusterSecret secret = ClusterSecret.ofSingleNode();
  private final SealedStates states = node(settings -> settings);

  @Test
  void opensAStateOnceOnWhateverNode() throws RefusedMessageException {
    String sealed = seal(ALICE, call("7"));

    assertThat(use(node(settings -> settings), ALICE, call("7"), sealed)).isEqualTo(TEXT);
    assertRefused(ALICE, call("7"), sealed);
  }

  @Test
  void opensACursorAgainAndAgain() {
    String sealed = states.sealCursor(Viewer.of(READER), LIST, time.instant(), TEXT);

    assertThat(states.openCursor(Viewer.of(READER), LIST, time.instant(), sealed)).contains(TEXT);
    assertThat(
            node(settings -> settings).openCursor(Viewer.of(READER), LIST, time.instant(), sealed))
        .contains(TEXT);
    assertThat(sealed).doesNotContain(TEXT);
    assertRefused(ALICE, request("\"method\":\"tools/list\",\"params\":{}"), sealed);
    time.advance(Duration.ofMinutes(10));
    assertThat(states.openCursor(Viewer.of(READER), LIST, time.instant(), sealed)).isEmpty();
  }

  @Test
  void keepsWhatIsSealedToItsEndpoint() {
    String state = seal(ALICE, call("7"));
    String cursor = states.sealCursor(Viewer.of(READER), LIST, time.instant(), TEXT);
    states.sealFor("com.example.OtherEndpoint");

    assertRefused(ALICE, call("7"), state);
    assertThat(states.openCursor(Viewer.of(READER), LIST, time.instant(), cursor)).isEmpty();
  }

  @Test
  void isForNobodyElse() {
    String sealed = seal(ALICE, call("7"));

    assertRefused(new CallerKey("https://other", "alice", "editor"), call("7"), sealed);
    assertRefused(new CallerKey("https://auth", "bob", "editor"), call("7"), sealed);
    assertRefused(new CallerKey("https://auth", "alice", "viewer"), call("7"), sealed);
    assertRefused(new CallerKey("https://auth", "alice", ""), call("7"), sealed);
    assertRefused(new CallerKey("https://autha", "lice", "editor"), call("7"), sealed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"method\":\"tools/call\",\"params\":{\"name\":\"keep\",\"arguments\":{\"id\":7}}",
        "\"method\":\"prompts/get\",\"params\":{\"name\":\"delete\",\"arguments\":{\"id\":7}}",
        "\"method\":\"tools/call\",\"params\":{\"name\":\"delete\",\"arguments\":{\"id\":8}}",
        "\"method\":\"tools/call\",\"params\":{\"name\":\"delete\",\"arguments\":{\"id\":\"7\"}}",
        "\"method\":\"tools/call\",\"params\":{\"name\":\"delete\",\"arguments\":{\"id\":[7]}}",
        "\"method\":\"tools/call\",\"params\":{\"name\":\"delete\",\"arguments\":{\"id\":7.5}}",
        "\"method\":\"tools/call\",\"params\":{\"name\":\"delete\",\"arguments\":{\"id\":null}}",
        "\"method\":\"tools/call\",\"params\":{\"name\":\"delete\",\"arguments\":{\"ID\":7}}",
        "\"method\":\"tools/call\",\"params\":{\"name\":\"delete\",\"arguments\":{\"id\":7,\"all\":true}}",
        "\"method\":\"tools/call\",\"params\":{\"name\":\"delete\",\"arguments\":{}}",
        "\"method\":\"tools/call\",\"params\":{\"name\":\"delete\"}"
      })
  void isForNothingElse(String other) {
    String sealed = seal(ALICE, call("7"));

    assertRefused(ALICE, request(other), sealed);
  }

  @Test
  void knowsArgumentsHoweverTheyAreSpelled() throws RefusedMessageException {
    IncomingMessage.Request one =
        request(
            "\"method\":\"tools/call\",\"params\":{\"name\":\"x\",\"arguments\":"
                + "{\"a\":1,\"b\":{\"c\":[true,null,\"\u00e9\"],\"d\":1.5}}}");
    IncomingMessage.Request same =
        request(
            "\"method\":\"tools/call\",\"params\":{\"arguments\": "
                + "{\"b\":{\"d\":1.50,\"c\":[true,null,\"\\u00e9\"]},\"a\":1.0},\"name\":\"x\"}");

    assertThat(use(states, ALICE, same, seal(ALICE, one))).isEqualTo(TEXT);
  }

  @Test
  void isForItsTimeAlone() throws RefusedMessageException {
    String first = seal(ALICE, call("7"));
    time.advance(Duration.ofMinutes(10).minusMillis(1));
    assertThat(use(states, ALICE, call("7"), first)).isEqualTo(TEXT);

    String second = seal(ALICE, call("7"));
    time.advance(Duration.ofMinutes(10));
    assertRefused(ALICE, call("7"), second);

    String third = seal(ALICE, call("7"));
    time.step(Duration.ofHours(-1));
    assertRefused(ALICE, call("7"), third);
  }

  @Test
  void acceptsNoneOfTwentyThousandThatAreNotGenuine() {
    Random random = new Random(20260728);
    List<String> genuine = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      genuine.add(seal(ALICE, call("7")));
    }
    for (int i = 0; i < 20_000; i++) {
      String one = genuine.get(random.nextInt(genuine.size()));
      String other = genuine.get(random.nextInt(genuine.size()));
      int cut = 1 + random.nextInt(one.length() - 1);
      switch (i % 4) {
        case 0 -> assertRefused(ALICE, call("7"), changed(one, random));
        case 1 -> assertRefused(ALICE, call("7"), one.substring(0, cut));
        case 2 ->
            assertRefused(
                ALICE, call("7"), one.equals(other) ? "" : one.substring(0, cut) + "_" + other);
        default -> assertRefused(ALICE, call("8"), one);
      }
    }
    for (String each : genuine) {
      assertThat(useOrNothing(ALICE, call("7"), each)).isEqualTo(TEXT);
      assertRefused(ALICE, call("7"), each);
    }
  }

  @Test
  void refusesWhatCannotBeTold() {
    SealedStates failing =
        node(
            settings ->
                settings.withUsedStates(
                    (key, end) -> {
                      throw new ReplayStoreUnavailableException(9);
                    }));
    SealedStates broken =
        node(
            settings ->
                settings.withUsedStates(
                    (key, end) -> {
                      throw new IllegalStateException("s3cr3t");
                    }));

    assertThatThrownBy(() -> use(failing, ALICE, call("7"), seal(ALICE, call("7"))))
        .isInstanceOfSatisfying(
            RefusedMessageException.class,
            refused -> {
              assertThat(refused.error()).isEqualTo(RpcError.STATES_UNKNOWN);
              assertThat(refused.retryAfter()).isEqualTo(9);
            });
    assertThatThrownBy(() -> use(broken, ALICE, call("7"), seal(ALICE, call("7"))))
        .isInstanceOfSatisfying(
            RefusedMessageException.class,
            refused -> assertThat(refused.error()).isEqualTo(RpcError.STATES_UNKNOWN));
  }

  @Test
  void letsNobodyFillTheStoreForOthers() throws RefusedMessageException {
    SealedStates small =
        node(settings -> settings.withUsedStates(new InMemoryReplayStore(80, time)));
    for (int i = 0; i < 10; i++) {
      use(small, ALICE, call("7"), seal(ALICE, call("7")));
    }
    CallerKey bob = new CallerKey("https://auth", "bob", "editor");

    assertThatThrownBy(() -> use(small, ALICE, call("7"), seal(ALICE, call("7"))))
        .isInstanceOfSatisfying(
            RefusedMessageException.class,
            refused -> assertThat(refused.error()).isEqualTo(RpcError.TOO_MANY_STATES));
    assertThat(use(small, bob, call("7"), seal(bob, call("7")))).isEqualTo(TEXT);
    time.advance(Duration.ofMinutes(13));
    assertThat(use(small, ALICE, call("7"), seal(ALICE, call("7")))).isEqualTo(TEXT);
  }

  @Test
  void countsForAReasonableTime() {
    McpTransportSettings.Builder settings =
        McpTransportSettings.builder(McpJsonDefaults.getMapper());

    assertThatThrownBy(
            () -> settings.states(states -> states.withLife(Duration.ofSeconds(29))).build())
        .hasMessageContaining("30 seconds to 24 hours");
    assertThatThrownBy(
            () -> settings.states(states -> states.withLife(Duration.ofHours(25))).build())
        .hasMessageContaining("30 seconds to 24 hours");
  }

  private SealedStates node(UnaryOperator<StateSettings> change) {
    return new SealedStates(
        McpTransportSettings.builder(McpJsonDefaults.getMapper())
            .states(states -> change.apply(states.withSecret(secret).withUsedStates(used)))
            .build()
            .states(),
        time);
  }

  private String seal(CallerKey caller, IncomingMessage.Request message) {
    return states.sealState(caller, message.operation(), time.instant(), TEXT);
  }

  private String use(
      SealedStates node, CallerKey caller, IncomingMessage.Request message, String sealed)
      throws RefusedMessageException {
    return node.useState(caller, message, time.instant(), sealed);
  }

  private String useOrNothing(CallerKey caller, IncomingMessage.Request message, String sealed) {
    try {
      return use(states, caller, message, sealed);
    } catch (RefusedMessageException e) {
      assertThat(e.error()).isEqualTo(RpcError.UNFIT_STATE);
      return "";
    }
  }

  private void assertRefused(CallerKey caller, IncomingMessage.Request message, String sealed) {
    assertThat(useOrNothing(caller, message, sealed)).isEmpty();
  }

  private static String changed(String text, Random random) {
    int place = random.nextInt(text.length());
    char other = text.charAt(place) == 'A' ? 'B' : 'A';
    return text.substring(0, place) + other + text.substring(place + 1);
  }

  private static IncomingMessage.Request call(String id) {
    return request(
        "\"method\":\"tools/call\",\"params\":{\"name\":\"delete\",\"arguments\":{\"id\":"
            + id
            + "}}");
  }

  private static IncomingMessage.Request request(String members) {
    try {
      String body = "{\"jsonrpc\":\"2.0\",\"id\":1," + members + "}";
      return (IncomingMessage.Request) MessageReader.parse(body.getBytes(UTF_8));
    } catch (RefusedMessageException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
