package io.github.jerseymcp.example.mcp;

import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema.Request;
import java.util.function.BiFunction;

/**
 * A tool, a resource template or a prompt, written once for servers with sessions and without.
 *
 * @param description what clients are told of it
 * @param handler what it does
 */
record Offer<D, Q extends Request, R>(D description, BiFunction<Invocation, Q, R> handler) {

  BiFunction<McpTransportContext, Q, R> stateless() {
    return (context, request) -> handler.apply(Invocation.stateless(context), request);
  }

  BiFunction<McpSyncServerExchange, Q, R> withSession() {
    return (exchange, request) -> handler.apply(Invocation.withSession(exchange, request), request);
  }
}
