package io.github.jerseymcp.mcp.older;

import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.spec.McpSchema.InitializeResult;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A server of the SDK for older versions of MCP, asked one request that belongs to nothing. */
public interface OlderServer {

  /** What the server says of itself. */
  Mono<InitializeResult> introduction();

  /** Handles a request: perhaps notifications, then the answer. */
  Flux<JSONRPCMessage> handle(JSONRPCRequest request, McpTransportContext context);
}
