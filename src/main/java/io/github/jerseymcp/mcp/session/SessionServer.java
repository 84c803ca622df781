package io.github.jerseymcp.mcp.session;

import io.github.jerseymcp.mcp.answer.UnaskedTools;
import io.github.jerseymcp.mcp.call.ServerMessages;
import io.github.jerseymcp.mcp.header.MessageHeaders;
import io.github.jerseymcp.mcp.older.OlderServer;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema.ClientCapabilities;
import io.modelcontextprotocol.spec.McpSchema.Implementation;
import io.modelcontextprotocol.spec.McpSchema.InitializeRequest;
import io.modelcontextprotocol.spec.McpSchema.InitializeResult;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.LoggingLevel;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;

/**
 * A server of the SDK with sessions, where each request has one of its own: nobody can come back to
 * it, and its client says of itself that it can be asked nothing.
 */
record SessionServer(McpStreamableServerSession.Factory factory, McpJsonMapper json)
    implements OlderServer {

  private static final InitializeRequest BEGIN =
      InitializeRequest.builder(
              MessageHeaders.latest(),
              ClientCapabilities.builder().build(),
              Implementation.builder("one request", "1").build())
          .build();

  @Override
  public Mono<InitializeResult> introduction() {
    return factory.startSession(BEGIN).initResult();
  }

  @Override
  public Flux<JSONRPCMessage> handle(JSONRPCRequest request, McpTransportContext context) {
    return Flux.create(sink -> handle(request, sink));
  }

  private void handle(JSONRPCRequest request, FluxSink<JSONRPCMessage> sink) {
    McpStreamableServerSession session = factory.startSession(BEGIN).session();
    // What of it is passed on is for the request to say.
    session.setMinLoggingLevel(LoggingLevel.DEBUG);
    sink.onDispose(
        session
            .responseStream(ServerMessages.of(message -> send(message, sink), () -> {}, json))
            .handle(request)
            .then(Mono.defer(session::closeGracefully))
            .contextWrite(sink.contextView())
            .subscribe(done -> {}, sink::error, sink::complete));
  }

  private static void send(JSONRPCMessage message, FluxSink<JSONRPCMessage> sink) {
    if (message instanceof JSONRPCRequest) {
      throw new IllegalStateException(UnaskedTools.NOBODY);
    }
    sink.next(message);
  }
}
