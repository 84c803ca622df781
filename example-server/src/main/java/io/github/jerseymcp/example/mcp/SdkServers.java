package io.github.jerseymcp.example.mcp;

import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures;
import io.modelcontextprotocol.server.McpStatelessServerFeatures;
import io.modelcontextprotocol.spec.McpStatelessServerTransport;
import io.modelcontextprotocol.spec.McpStreamableServerTransportProvider;

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
    McpServer.SyncSpecification<?> server =
        McpServer.sync(transport)
            // On the threads of their callers, not on those that all share.
            .immediateExecution(true)
            .serverInfo(features.name(), ServerFeatures.VERSION)
            .instructions(features.instructions())
            .capabilities(features.capabilities())
            // Without this the SDK warns of every change, in the client's own words.
            .rootsChangeHandler((exchange, roots) -> {});
    features.tools().forEach(tool -> server.toolCall(tool.description(), tool.withSession()));
    for (var template : features.templates()) {
      server.resourceTemplates(
          new McpServerFeatures.SyncResourceTemplateSpecification(
              template.description(), template.withSession()));
    }
    for (var prompt : features.prompts()) {
      server.prompts(
          new McpServerFeatures.SyncPromptSpecification(
              prompt.description(), prompt.withSession()));
    }
    server.build();
  }
}
