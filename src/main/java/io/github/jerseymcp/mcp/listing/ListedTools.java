package io.github.jerseymcp.mcp.listing;

import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.server.McpStatelessServerHandler;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.ListToolsResult;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import io.modelcontextprotocol.spec.McpStreamableServerTransport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The tools of a server, by its own answer to {@code tools/list}: with the schemas of now, and
 * without what the application hides from this caller.
 */
public final class ListedTools {

  private static final int NO_SUCH_METHOD = -32601;
  private static final JSONRPCRequest LIST = new JSONRPCRequest("2.0", "tools/list", 1, Map.of());

  private ListedTools() {}

  /** The tools of a server with sessions; an error if it fails. */
  public static Mono<ListToolsResult> of(McpStreamableServerSession session) {
    return Mono.defer(
        () ->
            ask(session, LIST)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(ListedTools::read));
  }

  /** The answer of a server with sessions, and nothing that it says in between. */
  public static Mono<JSONRPCResponse> ask(
      McpStreamableServerSession session, JSONRPCRequest request) {
    FirstAnswer answer = new FirstAnswer();
    return session
        .responseStream(answer)
        .handle(request)
        .then(Mono.fromSupplier(() -> answer.response));
  }

  /** The tools of a stateless server; an error if it fails. */
  public static Mono<ListToolsResult> of(
      McpStatelessServerHandler handler, McpTransportContext context) {
    return Mono.defer(
        () ->
            handler
                .handleRequest(context, LIST)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(ListedTools::read));
  }

  private static Mono<ListToolsResult> read(Optional<JSONRPCResponse> answer) {
    if (answer.isPresent() && answer.get().result() instanceof ListToolsResult tools) {
      return Mono.just(tools);
    }
    return answer.map(ListedTools::hasNone).orElse(false)
        ? Mono.just(ListToolsResult.builder(List.of()).build())
        : Mono.error(new IllegalStateException("The server did not list its tools"));
  }

  private static boolean hasNone(JSONRPCResponse answer) {
    return answer.error() != null && answer.error().code() == NO_SUCH_METHOD;
  }

  private static final class FirstAnswer implements McpStreamableServerTransport {

    private volatile @Nullable JSONRPCResponse response;

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
      if (message instanceof JSONRPCResponse answer) {
        response = answer;
      }
      return Mono.empty();
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message, @Nullable String messageId) {
      return sendMessage(message);
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Mono<Void> closeGracefully() {
      return Mono.empty();
    }
  }
}
