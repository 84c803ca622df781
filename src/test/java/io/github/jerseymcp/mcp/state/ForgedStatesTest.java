package io.github.jerseymcp.mcp.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.account.CallerKey;
import io.github.jerseymcp.mcp.McpTransportSettings;
import io.github.jerseymcp.mcp.PlainCaller;
import io.github.jerseymcp.mcp.StateSettings;
import io.github.jerseymcp.mcp.message.IncomingMessage;
import io.github.jerseymcp.mcp.message.MessageReader;
import io.github.jerseymcp.mcp.message.RefusedMessageException;
import io.github.jerseymcp.mcp.message.RpcError;
import io.github.jerseymcp.replay.InMemoryReplayStore;
import io.github.jerseymcp.seal.ClusterSecret;
import io.github.jerseymcp.testing.MutableTime;
import io.modelcontextprotocol.json.McpJsonDefaults;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * 20,000 states that nobody was given in this form, for this, or for another time: none is accepted
 * (SPEC S-32). {@code -Dforgeries} sets their number, and {@code -Dforgeries.seed} another seed.
 */
@Tag("once")
class ForgedStatesTest {

  private static final int FORGERIES = Integer.getInteger("forgeries", 20_000);
  private static final long SEED = Long.getLong("forgeries.seed", 20_260_728L);
  private static final int CALLERS = 8;
  private static final int ARGUMENTS = 16;
  private static final Duration LIFE = Duration.ofMinutes(10);

  /** One way to come by a state. */
  private enum Forgery {
    FLIPPED_BITS,
    TRUNCATED,
    LENGTHENED,
    SPLICED,
    RANDOM,
    OTHER_ALPHABET,
    OTHER_CALLER,
    OTHER_OPERATION,
    OTHER_ARGUMENTS,
    CURSOR,
    REPLAYED,
    TOO_OLD,
    FROM_THE_FUTURE,
    OTHER_SECRET,
    FORGOTTEN_SECRET
  }

  private final MutableTime time = new MutableTime(Instant.parse("2026-07-28T00:00:00Z"));
  private final Random random = new Random(SEED);
  private final InMemoryReplayStore used = new InMemoryReplayStore(1_000_000, time);
  private final byte[] secret = bytes(32);
  private final SealedStates node = node(ClusterSecret.shared(secret));
  private final SealedStates stranger = node(ClusterSecret.shared(bytes(32)));
  private final SealedStates rotated = node(ClusterSecret.shared(bytes(32)).andEarlier(secret));

  @Test
  void acceptsNoneOfTwentyThousand() throws RefusedMessageException {
    Map<Forgery, Integer> refused = new EnumMap<>(Forgery.class);
    List<String> accepted = new ArrayList<>();
    for (int i = 0; i < FORGERIES; i++) {
      Forgery forgery = Forgery.values()[i % Forgery.values().length];
      CallerKey caller = caller(random.nextInt(CALLERS));
      IncomingMessage.Request request = call("delete", random.nextInt(ARGUMENTS));
      Optional<RpcError> error = use(caller, request, forged(forgery, caller, request));
      if (error.equals(Optional.of(RpcError.UNFIT_STATE))) {
        refused.merge(forgery, 1, Integer::sum);
      } else {
        accepted.add(i + " " + forgery + " " + error);
      }
      time.advance(Duration.ofMillis(random.nextInt(2_000)));
    }

    assertThat(accepted).as("seed %d", SEED).isEmpty();
    assertThat(refused.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(FORGERIES);
    assertThat(refused).hasSize(Forgery.values().length);
    assertStillAccepts();
  }

  /** What refuses all would pass this test, too. */
  private void assertStillAccepts() throws RefusedMessageException {
    CallerKey caller = caller(1);
    IncomingMessage.Request request = call("delete", 1);

    assertThat(use(caller, request, seal(node, caller, request))).isEmpty();
  }

  private String forged(Forgery forgery, CallerKey caller, IncomingMessage.Request request)
      throws RefusedMessageException {
    String state = seal(node, caller, request);
    return switch (forgery) {
      case FLIPPED_BITS -> flipped(state);
      case TRUNCATED -> state.substring(0, random.nextInt(state.length()));
      case LENGTHENED -> state + encoded(bytes(1 + random.nextInt(64)));
      case SPLICED -> spliced(state, seal(node, caller, request));
      case RANDOM -> encoded(bytes(random.nextInt(200)));
      case OTHER_ALPHABET -> otherAlphabet(state);
      case OTHER_CALLER -> seal(node, another(caller), request);
      case OTHER_OPERATION -> seal(node, caller, call("keep", argument(request)));
      case OTHER_ARGUMENTS -> seal(node, caller, call("delete", argument(request) + 1));
      case CURSOR ->
          node.sealCursor(
              Viewer.of(new PlainCaller(caller.subject())), "tools/list", time.instant(), "text");
      case REPLAYED -> replayed(caller, request, state);
      case TOO_OLD -> sealedAt(time.instant().minus(LIFE), caller, request);
      case FROM_THE_FUTURE ->
          sealedAt(time.instant().plusSeconds(31 + random.nextInt(1_000)), caller, request);
      case OTHER_SECRET -> seal(stranger, caller, request);
      case FORGOTTEN_SECRET -> seal(rotated, caller, request);
    };
  }

  /** Of what is decoded, so that no bit is one that base64url leaves out. */
  private String flipped(String state) {
    byte[] bytes = Base64.getUrlDecoder().decode(state);
    int flips = 1 + random.nextInt(3);
    for (int bit : random.ints(0, bytes.length * 8).distinct().limit(flips).toArray()) {
      bytes[bit / 8] ^= (byte) (1 << (bit % 8));
    }
    return encoded(bytes);
  }

  /** Cut where they differ on both sides: else it is one of the two, which nobody has forged. */
  private String spliced(String one, String other) {
    byte[] first = Base64.getUrlDecoder().decode(one);
    byte[] second = Base64.getUrlDecoder().decode(other);
    byte[] both;
    do {
      int cut = 1 + random.nextInt(first.length - 1);
      both = Arrays.copyOf(first, first.length);
      System.arraycopy(second, cut, both, cut, second.length - cut);
    } while (Arrays.equals(both, first) || Arrays.equals(both, second));
    return encoded(both);
  }

  /** The same bytes in another spelling. */
  private String otherAlphabet(String state) {
    int at = random.nextInt(state.length() + 1);
    String between = List.of("=", " ", "\n", "+", "/", "\u0000", "\u00e9").get(random.nextInt(7));
    return state.substring(0, at) + between + state.substring(at);
  }

  private String replayed(CallerKey caller, IncomingMessage.Request request, String state) {
    assertThat(use(caller, request, state)).isEmpty();
    return state;
  }

  private String sealedAt(Instant then, CallerKey caller, IncomingMessage.Request request) {
    return node.sealState(caller, request.operation(), then, "text");
  }

  private String seal(SealedStates by, CallerKey caller, IncomingMessage.Request request) {
    return by.sealState(caller, request.operation(), time.instant(), "text");
  }

  private Optional<RpcError> use(CallerKey caller, IncomingMessage.Request request, String state) {
    try {
      node.useState(caller, request, time.instant(), state);
      return Optional.empty();
    } catch (RefusedMessageException e) {
      return Optional.of(e.error());
    }
  }

  /** One who differs in one part. */
  private CallerKey another(CallerKey caller) {
    return switch (random.nextInt(3)) {
      case 0 -> new CallerKey(caller.issuer() + "/", caller.subject(), caller.client());
      case 1 -> new CallerKey(caller.issuer(), caller.subject() + "0", caller.client());
      default -> new CallerKey(caller.issuer(), caller.subject(), caller.client() + "0");
    };
  }

  private static CallerKey caller(int number) {
    return new CallerKey("https://auth", "user" + number, "client");
  }

  private static int argument(IncomingMessage.Request request) {
    return ((Number) request.operation().arguments().getOrDefault("id", 0)).intValue();
  }

  private static IncomingMessage.Request call(String tool, int argument)
      throws RefusedMessageException {
    String body =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"%s\",\"arguments\":{\"id\":%d}}}"
            .formatted(tool, argument);
    return (IncomingMessage.Request) MessageReader.parse(body.getBytes(UTF_8));
  }

  private SealedStates node(ClusterSecret shared) {
    StateSettings settings =
        McpTransportSettings.builder(McpJsonDefaults.getMapper())
            .states(states -> states.withSecret(shared).withUsedStates(used).withLife(LIFE))
            .build()
            .states();
    return new SealedStates(settings, time);
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
