package io.github.jerseymcp.mcp.stateless;

import io.github.jerseymcp.mcp.header.MessageHeaders;
import io.github.jerseymcp.mcp.older.OlderServer;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpStatelessServerHandler;
import io.modelcontextprotocol.spec.McpSchema.ClientCapabilities;
import io.modelcontextprotocol.spec.McpSchema.Implementation;
import io.modelcontextprotocol.spec.McpSchema.InitializeRequest;
import io.modelcontextprotocol.spec.McpSchema.InitializeResult;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A stateless server of the SDK, which knows no other way to be asked. */
record StatelessServer(McpStatelessServerHandler handler) implements OlderServer {

  private static final JSONRPCRequest BEGIN =
      new JSONRPCRequest(
          "2.0",
          "initialize",
          1,
          InitializeRequest.builder(
                  MessageHeaders.latest(),
                  ClientCapabilities.builder().build(),
                  Implementation.builder("start", "1").build())
              .build());

  @Override
  public Mono<InitializeResult> introduction() {
    return handler
        .handleRequest(McpTransportContext.EMPTY, BEGIN)
        .flatMap(answer -> Mono.justOrEmpty(answer.result()))
        .ofType(InitializeResult.class);
  }

  @Override
  public Flux<JSONRPCMessage> handle(JSONRPCRequest request, McpTransportContext context) {
    return handler.handleRequest(context, request).cast(JSONRPCMessage.class).flux();
  }
}
