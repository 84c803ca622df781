package io.github.jerseymcp.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.McpPublic;
import io.github.jerseymcp.RequiresScopes;
import io.github.jerseymcp.mcp.endpoint.EndpointTransport;
import io.github.jerseymcp.mcp.endpoint.McpEndpoint;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Clients in the JVM of the server. */
class LocalWayTest extends EveryWayRules {

  private final LocalMcpServer server = local();

  @Override
  protected WayClient begin(String subject, String... scopes) {
    return SessionClient.over(server.connect(LocalCaller.of(subject, scopes)));
  }

  @Test
  void sharesNoObjectWithTheServerC39() {
    WayClient alice = client("alice", NotesFixture.CALL);
    Map<String, Object> nested = new HashMap<>(Map.of("text", "one"));
    assertThat(alice.call("whoami", Map.of("note", nested))).isEqualTo("alice");
    nested.put("text", "two");

    assertThat(notes.arguments).containsExactly(Map.of("note", Map.of("text", "one")));
  }

  @Test
  void servesACallerUntilItsEndAndNoLonger() {
    Instant end = notes.time.instant().plusSeconds(60);
    WayClient late =
        closing(
            SessionClient.over(
                server.connect(LocalCaller.of("late", NotesFixture.CALL).until(end))));
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
            McpError.class,
            error -> {
              assertThat(error.getJsonRpcError().code()).isEqualTo(403);
              assertThat(error.getJsonRpcError().data())
                  .isEqualTo(
                      Map.of("error", "insufficient_scope", "scope", "mcp:tools:call danger"));
            });
  }

  @Test
  void takesNoCallerWhoseEndIsNotSaid() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> server.connect(new EndlessCaller("alice")))
        .withMessage("The claims of a caller must have exp");
    assertThatIllegalArgumentException().isThrownBy(() -> LocalCaller.of(" "));
  }

  @Test
  void takesNoCallerOfAnIssuerThatTheEndpointDoesNotTrust() {
    LocalMcpServer strict =
        LocalMcpServer.of(new OneIssuer(notes.moreTransport()), McpJsonDefaults.getMapper());
    LocalCaller alice = LocalCaller.of("alice", NotesFixture.CALL);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> strict.connect(alice))
        .withMessage("The endpoint does not trust the issuer of the caller");
    assertThat(
            closing(SessionClient.over(strict.connect(alice.ofIssuer("https://one.example"))))
                .tools())
        .isNotEmpty();
  }

  @Test
  void servesNoEndpointWhoseAnnotationsContradictEachOther() {
    McpEndpoint both = new Both(notes.moreTransport());

    assertThatIllegalStateException()
        .isThrownBy(() -> LocalMcpServer.of(both, McpJsonDefaults.getMapper()))
        .withMessageContaining("@McpPublic and protected at once");
  }

  @Path("/one")
  @McpProtected(issuers = "https://one.example")
  static final class OneIssuer extends McpEndpoint {

    OneIssuer(EndpointTransport transport) {
      super(transport);
    }
  }

  @Path("/both")
  @McpPublic
  @RequiresScopes("notes")
  static final class Both extends McpEndpoint {

    Both(EndpointTransport transport) {
      super(transport);
    }
  }

  @Test
  void tellsNothingAfterItsEnd() {
    LocalConnection closed = server.connect(LocalCaller.of("alice", NotesFixture.CALL));
    closed.close();

    assertThatThrownBy(() -> closed.sendMessage(new JSONRPCRequest("ping", "1", null)).block())
        .hasMessageContaining("The connection is closed");
  }

  @Test
  void isForNobodyWhoHoldsNoConnection() {
    assertThat(LocalMcpServer.class.getConstructors()).isEmpty();
    assertThat(LocalConnection.class.getConstructors()).isEmpty();
    assertThat(LocalCaller.of("alice", "a").until(Instant.EPOCH).toString())
        .isEqualTo("LocalCaller[redacted]");
  }
}
