package io.github.jerseymcp.example.mcp;

import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.mcp.McpCaller;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures;
import io.modelcontextprotocol.server.McpStatelessServerFeatures;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpServerTransportProvider;
import io.modelcontextprotocol.spec.McpStatelessServerTransport;
import io.modelcontextprotocol.spec.McpStreamableServerTransportProvider;
import java.util.function.Function;

/** Builds servers of the official SDK on transports: it has one kind with sessions, one without. */
final class SdkServers {

  private SdkServers() {}

  static void build(ServerFeatures features, McpStatelessServerTransport transport) {
    McpServer.StatelessSyncSpecification server =
        McpServer.sync(transport)
            // On the threads of their callers, not on those that all share.
            .immediateExecution(true)
            .serverInfo(features.name(), ServerFeatures.VERSION)
            .instructions(features.instructions())
            .capabilities(features.capabilities());
    features.tools().forEach(tool -> server.toolCall(tool.description(), tool.stateless()));
    for (var template : features.templates()) {
      server.resourceTemplates(
          new McpStatelessServerFeatures.SyncResourceTemplateSpecification(
              template.description(), template.stateless()));
    }
    for (var prompt : features.prompts()) {
      server.prompts(
          new McpStatelessServerFeatures.SyncPromptSpecification(
              prompt.description(), prompt.stateless()));
    }
    server.build();
  }

  static void build(ServerFeatures features, McpStreamableServerTransportProvider transport) {
    build(
        features, McpServer.sync(transport), exchange -> McpCaller.of(exchange.transportContext()));
  }

  /** Builds a server whose one client speaks for this caller. */
  static void build(
      ServerFeatures features, McpServerTransportProvider transport, McpPrincipal caller) {
    build(features, McpServer.sync(transport), exchange -> caller);
  }

  private static void build(
      ServerFeatures features,
      McpServer.SyncSpecification<?> specification,
      Function<McpSyncServerExchange, McpPrincipal> callers) {
    McpServer.SyncSpecification<?> server =
        specification
            // On the threads of their callers, not on those that all share.
            .immediateExecution(true)
            .serverInfo(features.name(), ServerFeatures.VERSION)
            .instructions(features.instructions())
            .capabilities(features.capabilities())
            // Without this the SDK warns of every change, in the client's own words.
            .rootsChangeHandler((exchange, roots) -> {});
    features
        .tools()
        .forEach(tool -> server.toolCall(tool.description(), tool.withSession(callers)));
    for (var template : features.templates()) {
      server.resourceTemplates(
          new McpServerFeatures.SyncResourceTemplateSpecification(
              template.description(), template.withSession(callers)));
    }
    for (var prompt : features.prompts()) {
      server.prompts(
          new McpServerFeatures.SyncPromptSpecification(
              prompt.description(), prompt.withSession(callers)));
    }
    server.build();
  }
}
