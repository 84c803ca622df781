package io.github.jerseymcp.mcp.newer;

import io.github.jerseymcp.mcp.McpTransportSettings;
import io.github.jerseymcp.mcp.answer.ErrorScrubber;
import io.github.jerseymcp.mcp.call.HandlerContext;
import io.github.jerseymcp.mcp.header.MessageHeaders;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.modern.JsonRpc;
import io.modelcontextprotocol.modern.server.McpHeaders;
import io.modelcontextprotocol.modern.server.McpRequestManager;
import io.modelcontextprotocol.modern.server.McpTransportResponse;
import io.modelcontextprotocol.server.McpStatelessServerHandler;
import io.modelcontextprotocol.spec.McpSchema.InitializeResult;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A server of the SDK for MCP 2026-07-28 as clients of older versions see it: what it offers is
 * registered once, handlers that ask included. Thread-safe.
 */
public final class NewerServer {

  /** What a client of an older version is told of. */
  private static final List<String> LASTING =
      List.of("tools", "prompts", "resources", "completions", "logging");

  private static final TypeRef<Map<String, Object>> MEMBERS = new TypeRef<>() {};

  private final McpTransportSettings settings;
  private final McpRequestManager server;
  private final Rounds rounds;

  /** Serves what this server does. */
  public NewerServer(
      McpRequestManager server, McpTransportSettings settings, ErrorScrubber scrubber) {
    this.server = server;
    this.settings = settings;
    this.rounds =
        new Rounds(
            server, new OlderResults(settings.json(), scrubber), settings.states().maximumRounds());
  }

  /** It, with sessions, whose clients can be asked. */
  public McpStreamableServerSession.Factory sessions() {
    return new NewerSessions(this, settings);
  }

  /** It, without sessions. */
  public McpStatelessServerHandler stateless() {
    return new NewerMessages(this);
  }

  /** Handles a request of an older version. */
  Mono<Object> handle(
      String method, @Nullable Object parameters, OlderClient client, McpTransportContext context) {
    return rounds.run(method, parameters, client, unmirrored(context));
  }

  /** Listens for what this filter names, as the caller of this context may. */
  Flux<JsonRpc.JSONRPCMessage> listen(Map<String, Object> filter, McpTransportContext context) {
    // The call that asks for it is over long before.
    McpTransportContext caller = HandlerContext.callerOf(context);
    JsonRpc.JSONRPCRequest asked =
        new JsonRpc.JSONRPCRequest(
            "2.0",
            "subscriptions/listen",
            1,
            SelfContained.of(Map.of("notifications", filter), OlderClient.WITHOUT_SESSION));
    return Mono.defer(() -> server.handle(unmirrored(caller), asked))
        .flatMapMany(NewerServer::messages);
  }

  /** What the server says of itself to the client of a session, which then may watch that. */
  Mono<InitializeResult> introduction(String version, SessionListening listening) {
    return said()
        .map(
            said -> {
              listening.offered(WatchableThings.of(SelfContained.copy(said.get("capabilities"))));
              return introduction(version, said);
            });
  }

  /** What the server says of itself to a client of this version. */
  Mono<InitializeResult> introduction(String version) {
    return said().map(said -> introduction(version, said));
  }

  private Mono<Map<String, Object>> said() {
    JsonRpc.JSONRPCRequest discover =
        new JsonRpc.JSONRPCRequest(
            "2.0", "server/discover", 1, SelfContained.of(Map.of(), OlderClient.WITHOUT_SESSION));
    return Mono.defer(() -> server.handleBlocking(unmirrored(McpTransportContext.EMPTY), discover))
        .map(NewerServer::said);
  }

  private static Map<String, Object> said(McpTransportResponse response) {
    if (!(response instanceof McpTransportResponse.Result result)) {
      throw new IllegalStateException("The server does not say what it is");
    }
    return SelfContained.copy(result.response().result());
  }

  private static Flux<JsonRpc.JSONRPCMessage> messages(McpTransportResponse response) {
    if (response instanceof McpTransportResponse.Streaming streaming) {
      return streaming.messages();
    }
    return Flux.error(new IllegalStateException("The server does not listen"));
  }

  private InitializeResult introduction(String version, Map<String, Object> said) {
    Map<String, Object> offered = SelfContained.copy(said.get("capabilities"));
    Map<String, Object> capabilities = new LinkedHashMap<>();
    LASTING.stream()
        .filter(offered::containsKey)
        .forEach(name -> capabilities.put(name, WatchableThings.told(offered, name)));
    Map<String, Object> introduction = new LinkedHashMap<>();
    introduction.put("protocolVersion", version);
    introduction.put("capabilities", capabilities);
    introduction.put(
        "serverInfo",
        SelfContained.copy(said.get("_meta")).get("io.modelcontextprotocol/serverInfo"));
    introduction.put("instructions", said.get("instructions"));
    return settings.json().convertValue(introduction, InitializeResult.class);
  }

  /** The members of what a message carries, in whatever form it was made. */
  Map<String, Object> members(@Nullable Object params) {
    return params == null ? Map.of() : settings.json().convertValue(params, MEMBERS);
  }

  /** The version to speak with a client that proposes this one. */
  static String agreed(@Nullable Object proposed) {
    return proposed instanceof String version && MessageHeaders.VERSIONS.contains(version)
        ? version
        : MessageHeaders.latest();
  }

  /** Older versions have no fields that mirror the body. */
  private static McpTransportContext unmirrored(McpTransportContext context) {
    return context.putAll(Map.of(McpHeaders.TRANSPORT_CONTEXT_KEY, McpHeaders.NOT_MIRRORED));
  }
}
