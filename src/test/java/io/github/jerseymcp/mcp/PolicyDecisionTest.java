package io.github.jerseymcp.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.AuthenticationRequirement;
import io.github.jerseymcp.InsufficientAuthenticationException;
import io.github.jerseymcp.InsufficientScopeException;
import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import io.github.jerseymcp.testsupport.mcp.McpWire.Reply;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A policy decides by operation, arguments and caller; to deny and to fail are both closed. */
class PolicyDecisionTest {

  private static final String SECRET = "the password is 42";
  private static final Recording POLICY = new Recording();
  private static final McpFixture SERVER =
      McpFixture.start(Container.GRIZZLY, settings -> settings.filterLists().policy(POLICY));

  /** Decides by the text of a call, and remembers what it was asked. */
  private static final class Recording implements OperationPolicy {

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusedChanges = new AtomicInteger();

    @Override
    public Set<String> scopesFor(McpOperation operation) {
      return Set.of();
    }

    @Override
    @SuppressWarnings("NullAway") // As code of users may do.
    public OperationDecision decide(McpOperation operation, McpPrincipal caller) {
      asked.add(caller.subject() + " " + operation.method() + " " + operation.name().orElse("-"));
      Object text = operation.arguments().get("text");
      if ("fail".equals(text)) {
        throw new IllegalStateException(SECRET);
      }
      if ("null".equals(text)) {
        return null;
      }
      if ("scope".equals(text)) {
        throw new InsufficientScopeException("more");
      }
      if ("again".equals(text)) {
        throw new InsufficientAuthenticationException(AuthenticationRequirement.ofAcr("gold"));
      }
      if ("change".equals(text)) {
        change(operation);
      }
      boolean denied =
          operation.method().equals("resources/read")
              || ("theirs".equals(text) && !caller.subject().equals("bob"));
      return denied ? OperationDecision.DENY : OperationDecision.PERMIT;
    }

    /** Tries to change what the handler will get, wherever that lies. */
    @SuppressWarnings("unchecked")
    private void change(McpOperation operation) {
      Map<String, Object> raw = (Map<String, Object>) operation.parameters().get("arguments");
      Map<String, Object> deep = (Map<String, Object>) raw.get("deep");
      List<Object> list = (List<Object>) deep.get("list");
      Map<String, Object> element = (Map<String, Object>) list.get(0);
      List<Runnable> attempts =
          List.of(
              () -> operation.parameters().put("name", "fail"),
              () -> operation.arguments().put("text", "theirs"),
              () -> raw.put("text", "theirs"),
              () -> deep.clear(),
              () -> list.add("more"),
              () -> element.put("a", "b"));
      for (Runnable attempt : attempts) {
        try {
          attempt.run();
        } catch (UnsupportedOperationException e) {
          refusedChanges.incrementAndGet();
        }
      }
    }
  }

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @BeforeEach
  void forget() {
    POLICY.asked.clear();
  }

  static Stream<Arguments> decisions() {
    return Stream.of(
        Arguments.of("permitted", "alice", "mine", 200, "alice mine"),
        Arguments.of("denied to one", "alice", "theirs", 403, "\"code\":403"),
        Arguments.of("permitted to another", "bob", "theirs", 200, "bob theirs"),
        Arguments.of("failed", "alice", "fail", 200, "-32603"),
        Arguments.of("decided nothing", "alice", "null", 200, "-32603"),
        Arguments.of("a scope is missing", "alice", "scope", 403, "insufficient_scope"),
        Arguments.of("sign in again", "alice", "again", 401, "insufficient_user_authentication"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("decisions")
  void decidesByArgumentsAndCaller(
      String row, String subject, String text, int status, String body) {
    McpWire client = SERVER.client(subject).initialize();
    int before = SERVER.probe.runs.get();
    Reply reply = client.post(McpWire.call(1, "echo", text));
    boolean ran = status == 200 && !body.startsWith("-");

    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.body()).contains(body).doesNotContain(SECRET);
    assertThat(SERVER.probe.runs.get() - before).isEqualTo(ran ? 1 : 0);
    assertThat(reply.header("WWW-Authenticate").isEmpty())
        .as("a challenge only where a token would help")
        .isEqualTo(!body.startsWith("insufficient"));
    client.send("DELETE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"scope", "again"})
  void whatAPolicyAsksForAddsUpWithWhatTheOperationNeeds(String text) {
    McpWire client = SERVER.client("alice").initialize();
    Reply reply = client.post(McpWire.call(1, "echo", text));

    assertThat(reply.header("WWW-Authenticate"))
        .as("a token with that alone could not call the tool")
        .contains(
            "scope=\"mcp:tools:read mcp:tools:call" + (text.equals("scope") ? " more\"" : "\""));
    client.send("DELETE");
  }

  @Test
  void canChangeNothingOfWhatItIsShown() {
    McpWire client = SERVER.client("alice").initialize();
    Reply reply =
        client.post(
            McpWire.request(
                1,
                "tools/call",
                "{\"name\":\"echo\",\"arguments\":{\"text\":\"change\",\"deep\":{\"list\":[{}]}}}"));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(POLICY.refusedChanges).hasValue(6);
    assertThat(reply.body()).contains("alice change");
    client.send("DELETE");
  }

  @Test
  void isAskedOnceForAMessageAndLastOfAll() {
    McpWire client = SERVER.client("alice").initialize();
    POLICY.asked.clear();
    client.post(McpWire.call(1, "echo", "mine"));
    assertThat(POLICY.asked).containsExactly("alice tools/call echo");

    client.post(McpWire.request(2, "tools/list", "{}"));
    assertThat(POLICY.asked).as("not for each entry").hasSize(2);
    client.post(McpWire.call(3, "fail", "mine"));
    assertThat(POLICY.asked).as("not where scopes are missing").hasSize(2);
  }

  @Test
  void decidesAboutTheReadsThatAreImplied() {
    McpWire client = SERVER.client("alice").initialize();
    POLICY.asked.clear();
    String watch = McpWire.request(1, "resources/subscribe", "{\"uri\":\"open://1\"}");

    assertThat(client.post(watch).status()).isEqualTo(403);
    assertThat(POLICY.asked)
        .containsExactly("alice resources/subscribe open://1", "alice resources/read open://1");
  }

  @Test
  void bothOfTwoPoliciesMustPermit() {
    OperationPolicy permit = operation -> Set.of();
    OperationPolicy deny =
        new OperationPolicy() {
          @Override
          public Set<String> scopesFor(McpOperation operation) {
            return Set.of();
          }

          @Override
          public OperationDecision decide(McpOperation operation, McpPrincipal caller) {
            return OperationDecision.DENY;
          }
        };
    McpOperation ping = new McpOperation("ping", Optional.empty(), Map.of());
    McpPrincipal alice = new PlainCaller("alice");

    assertThat(permit.and(permit).decide(ping, alice)).isEqualTo(OperationDecision.PERMIT);
    assertThat(permit.and(deny).decide(ping, alice)).isEqualTo(OperationDecision.DENY);
    assertThat(deny.and(permit).decide(ping, alice)).isEqualTo(OperationDecision.DENY);
  }
}
