package io.github.jerseymcp.mcp;

import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.server.McpStatelessServerHandler;
import io.modelcontextprotocol.spec.McpSchema.ClientCapabilities;
import io.modelcontextprotocol.spec.McpSchema.Implementation;
import io.modelcontextprotocol.spec.McpSchema.InitializeRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.ListToolsResult;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import io.modelcontextprotocol.spec.McpStreamableServerTransport;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Asks a server for its tools when it is built, as a client would, to check their schemas. */
final class ToolsAtStart {

  private static final Logger logger = LoggerFactory.getLogger(ToolsAtStart.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final JSONRPCRequest LIST = new JSONRPCRequest("2.0", "tools/list", 1, Map.of());

  private ToolsAtStart() {}

  /**
   * Checks the tools of a server with sessions.
   *
   * @throws IllegalArgumentException if two different schemas have one id
   */
  static void check(McpStreamableServerSession.Factory factory) {
    FirstAnswer answer = new FirstAnswer();
    try {
      McpStreamableServerSession session =
          factory
              .startSession(
                  InitializeRequest.builder(
                          MessageHeaders.VERSIONS.get(0),
                          ClientCapabilities.builder().build(),
                          Implementation.builder("start", "1").build())
                      .build())
              .session();
      session.responseStream(answer).handle(LIST).block(PATIENCE);
      session.closeGracefully().block(PATIENCE);
    } catch (RuntimeException e) {
      logger.debug("The tools could not be listed at start", e);
    }
    check(answer.response);
  }

  /**
   * Checks the tools of a stateless server.
   *
   * @throws IllegalArgumentException if two different schemas have one id
   */
  static void check(McpStatelessServerHandler handler) {
    JSONRPCResponse response = null;
    try {
      response = handler.handleRequest(McpTransportContext.EMPTY, LIST).block(PATIENCE);
    } catch (RuntimeException e) {
      logger.debug("The tools could not be listed at start", e);
    }
    check(response);
  }

  /** Checks a list of tools; a server that has none answers with an error. */
  private static void check(@Nullable JSONRPCResponse response) {
    if (response != null && response.result() instanceof ListToolsResult tools) {
      SchemaIds.check(tools);
    }
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
