package io.github.jerseymcp.mcp.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.mcp.McpTransportSettings;
import io.github.jerseymcp.mcp.PlainCaller;
import io.github.jerseymcp.mcp.StateSettings;
import io.github.jerseymcp.seal.ClusterSecret;
import io.github.jerseymcp.testing.MutableTime;
import io.modelcontextprotocol.json.McpJsonDefaults;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** 20,000 cursors that are none of the view for which they are brought (SPEC S-32). */
@Tag("once")
class ForgedCursorsTest {

  private static final String TOOLS = "older tools/list";
  private static final PlainCaller ALICE = new PlainCaller("alice", "a", "b");

  /** Others who look at the same list, or Alice at other times and places. */
  private static final List<PlainCaller> OTHERS =
      List.of(
          new PlainCaller("bob", "a", "b"),
          new PlainCaller("alice", "a"),
          new PlainCaller("alice", "a", "b", "c"),
          new PlainCaller("alice", "ab"),
          new PlainCaller("alice"));

  private final MutableTime time = new MutableTime(Instant.now());
  private final ClusterSecret secret = ClusterSecret.ofSingleNode();
  private final SealedStates states = node(secret);
  private final SealedStates stranger = node(ClusterSecret.ofSingleNode());
  private final Random random = new Random(20260728);

  @Test
  void acceptsNoneOfTwentyThousand() {
    List<String> old = sealed(ALICE, TOOLS, states);
    time.advance(Duration.ofMinutes(10));
    List<String> genuine = sealed(ALICE, TOOLS, states);
    List<String> foreign = sealed(ALICE, TOOLS, stranger);
    List<String> elsewhere = sealed(ALICE, "2026-07-28 tools/list", states);
    List<String> prompts = sealed(ALICE, "older prompts/list", states);
    int accepted = 0;
    for (int i = 0; i < 20_000; i++) {
      String one = genuine.get(random.nextInt(genuine.size()));
      String brought =
          switch (i % 8) {
            case 0 -> changed(one);
            case 1 -> one.substring(0, random.nextInt(one.length()));
            case 2 -> one.substring(0, 20) + any(foreign, one).substring(20);
            case 3 -> any(old, one);
            case 4 -> any(foreign, one);
            case 5 -> any(i % 2 == 0 ? elsewhere : prompts, one);
            case 6 -> any(sealed(OTHERS.get(random.nextInt(OTHERS.size())), TOOLS, states), one);
            default -> invented();
          };
      accepted +=
          states.openCursor(Viewer.of(ALICE), TOOLS, time.instant(), brought).isPresent() ? 1 : 0;
      PlainCaller other = OTHERS.get(random.nextInt(OTHERS.size()));
      accepted +=
          states.openCursor(Viewer.of(other), TOOLS, time.instant(), one).isPresent() ? 1 : 0;
    }

    assertThat(accepted).isZero();
    assertThat(genuine)
        .allSatisfy(
            each ->
                assertThat(states.openCursor(Viewer.of(ALICE), TOOLS, time.instant(), each))
                    .isPresent());
  }

  private SealedStates node(ClusterSecret known) {
    StateSettings settings =
        McpTransportSettings.builder(McpJsonDefaults.getMapper())
            .states(defaults -> defaults.withSecret(known))
            .build()
            .states();
    return new SealedStates(settings, time);
  }

  private List<String> sealed(PlainCaller caller, String list, SealedStates by) {
    List<String> sealed = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      sealed.add(by.sealCursor(Viewer.of(caller), list, time.instant(), "position " + i));
    }
    return sealed;
  }

  private String any(List<String> cursors, String other) {
    String one = cursors.get(random.nextInt(cursors.size()));
    return one.equals(other) ? "" : one;
  }

  private String invented() {
    byte[] bytes = new byte[random.nextInt(200)];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private String changed(String text) {
    int place = random.nextInt(text.length());
    char other = text.charAt(place) == 'A' ? 'B' : 'A';
    return text.substring(0, place) + other + text.substring(place + 1);
  }
}
