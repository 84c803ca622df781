package io.github.jerseymcp.example.mcp;

import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.example.notes.Owner;
import io.github.jerseymcp.mcp.McpCaller;
import io.github.jerseymcp.mcp.McpStreams;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;
import io.modelcontextprotocol.spec.McpSchema.Request;

/**
 * What a handler knows of a request beyond its parameters, with a session or without.
 *
 * @param caller who asks: the caller of this very message, not of the session
 * @param progress where progress goes
 */
record Invocation(McpPrincipal caller, Progress progress) {

  static Invocation stateless(McpTransportContext context) {
    return new Invocation(
        McpCaller.of(context),
        (done, total) -> McpStreams.reportProgress(context, done, total, ""));
  }

  static Invocation withSession(McpSyncServerExchange exchange, Request request) {
    return new Invocation(
        McpCaller.of(exchange.transportContext()), progressOf(exchange, request.progressToken()));
  }

  /** Whose notes the request is about: nobody else's are ever in reach. */
  Owner owner() {
    return new Owner(caller.issuer(), caller.subject());
  }

  private static Progress progressOf(McpSyncServerExchange exchange, Object token) {
    if (token == null) {
      return Progress.UNHEARD;
    }
    return (done, total) ->
        exchange.progressNotification(
            ProgressNotification.builder(token, done).total((double) total).build());
  }
}
