package io.github.jerseymcp.local;

import static io.github.jerseymcp.local.ModernRequests.VERSION;
import static io.github.jerseymcp.local.ModernRequests.calling;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelcontextprotocol.modern.JsonRpc.JSONRPCMessage;
import io.modelcontextprotocol.modern.JsonRpc.JSONRPCRequest;
import io.modelcontextprotocol.modern.JsonRpc.JSONRPCResponse;
import io.modelcontextprotocol.modern.McpException;
import io.modelcontextprotocol.modern.client.McpClient;
import io.modelcontextprotocol.modern.client.McpMissingClientCapabilityException;
import io.modelcontextprotocol.modern.client.McpSyncClient;
import io.modelcontextprotocol.modern.client.transport.McpTransportRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Clients of MCP 2026-07-28 in the JVM of the server. */
class ModernLocalWayTest extends EveryWayRules {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final LocalMcpServer server = local();

  @Override
  protected WayClient begin(String subject, String... scopes) {
    return begin(LocalCaller.of(subject, scopes));
  }

  @Override
  protected List<String> told() {
    return List.of("CallBegan", "CallEnded");
  }

  private WayClient begin(LocalCaller caller) {
    ModernLocalConnection connection = ModernLocalConnection.to(server, caller);
    return ModernClient.over(connection, connection::close);
  }

  private McpSyncClient sdkClient(String... scopes) {
    LocalCaller alice = LocalCaller.of("alice", scopes);
    return McpClient.sync(ModernLocalConnection.to(server, alice)).callTimeout(PATIENCE).build();
  }

  @Test
  void sharesNoObjectWithTheServerC39() {
    ModernLocalConnection alice =
        ModernLocalConnection.to(server, LocalCaller.of("alice", NotesFixture.CALL));
    Map<String, Object> nested = new HashMap<>(Map.of("text", "one"));
    Map<String, Object> arguments = new HashMap<>(Map.of("note", nested));
    JSONRPCMessage answer =
        alice.exchange(calling(VERSION, "whoami", arguments)).blockLast(PATIENCE);
    nested.put("text", "two");

    assertThat(((JSONRPCResponse) answer).result().toString()).contains("alice");
    assertThat(notes.arguments).containsExactly(Map.of("note", Map.of("text", "one")));
  }

  @Test
  void servesACallerUntilItsEndAndNoLonger() {
    Instant end = notes.time.instant().plusSeconds(60);
    WayClient late = closing(begin(LocalCaller.of("late", NotesFixture.CALL).until(end)));
    assertThat(late.call("whoami", Map.of())).isEqualTo("late");

    notes.time.advance(Duration.ofMinutes(2));

    assertThatThrownBy(() -> late.call("whoami", Map.of()))
        .hasMessageContaining("The caller may not be served any more");
    assertThat(notes.refusals()).contains("request.invalid_token 401");
  }

  @Test
  void saysWhatIsLackingAsOverHttpC39() {
    WayClient alice = client("alice", NotesFixture.READ);

    assertThatThrownBy(() -> alice.call("fail", Map.of()))
        .isInstanceOfSatisfying(
            McpException.class,
            refused -> {
              assertThat(refused.error().code()).isEqualTo(403);
              assertThat(refused.error().data())
                  .isEqualTo(
                      Map.of("error", "insufficient_scope", "scope", "mcp:tools:call danger"));
            });
  }

  @Test
  void asksTheUserOfAClientBeforeATool() {
    assertThat(client("alice", NotesFixture.CALL).call("shred", Map.of("text", "all")))
        .isEqualTo("alice");
    assertThat(notes.runs).hasValue(1);
    McpSyncClient unable = sdkClient(NotesFixture.CALL);

    assertThatThrownBy(() -> unable.tool("shred").arguments(Map.of("text", "all")).call())
        .isInstanceOf(McpMissingClientCapabilityException.class);
    assertThat(notes.runs).hasValue(1);
  }

  @Test
  void servesNoOtherVersionByIt() {
    ModernLocalConnection alice =
        ModernLocalConnection.to(server, LocalCaller.of("alice", NotesFixture.CALL));
    JSONRPCResponse other =
        (JSONRPCResponse)
            alice.exchange(calling("2025-11-25", "whoami", Map.of())).blockLast(PATIENCE);
    JSONRPCRequest mute = new JSONRPCRequest("tools/call", 7, Map.of("name", "whoami"));
    JSONRPCResponse none =
        (JSONRPCResponse)
            alice
                .exchange(McpTransportRequest.builder(mute, VERSION).name("whoami").build())
                .blockLast(PATIENCE);

    assertThat(other.error().code()).isEqualTo(-32022);
    assertThat(none.error().code()).isEqualTo(-32602);
    assertThat(notes.runs).hasValue(0);
  }

  @Test
  void refusesWhatCannotBeWritten() {
    ModernLocalConnection alice =
        ModernLocalConnection.to(server, LocalCaller.of("alice", NotesFixture.CALL));
    McpTransportRequest unwritable = calling(VERSION, "whoami", Map.of("note", new Object()));

    assertThatThrownBy(() -> alice.exchange(unwritable).blockLast(PATIENCE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The request cannot be written");
  }

  @Test
  void isForNobodyWhoHoldsNoConnection() {
    assertThat(ModernLocalConnection.class.getConstructors()).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModernLocalConnection.to(server, new EndlessCaller("alice")))
        .withMessage("The claims of a caller must have exp");
  }
}
