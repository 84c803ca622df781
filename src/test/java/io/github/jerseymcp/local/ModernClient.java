package io.github.jerseymcp.local;

import io.modelcontextprotocol.modern.McpSchema.CallToolResult;
import io.modelcontextprotocol.modern.McpSchema.ElicitResult;
import io.modelcontextprotocol.modern.McpSchema.TextContent;
import io.modelcontextprotocol.modern.McpSchema.Tool;
import io.modelcontextprotocol.modern.client.McpClient;
import io.modelcontextprotocol.modern.client.McpSyncClient;
import io.modelcontextprotocol.modern.client.transport.McpClientTransport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The client of the SDK for MCP 2026-07-28. */
record ModernClient(McpSyncClient client, List<String> told, Runnable closing)
    implements WayClient {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Asks who the server is. Its user agrees to everything. */
  static ModernClient over(McpClientTransport way, Runnable closing) {
    McpSyncClient client =
        McpClient.sync(way)
            .roundTimeout(PATIENCE)
            .callTimeout(PATIENCE)
            .formElicitation(question -> ElicitResult.accept(Map.of()))
            .build();
    client.discover();
    return new ModernClient(client, new CopyOnWriteArrayList<>(), closing);
  }

  @Override
  public String call(String tool, Map<String, Object> arguments) {
    // Over HTTP it calls none by its name that it was not shown.
    Tool known = Tool.builder(tool, Map.of("type", "object")).build();
    return text(client.tool(known).arguments(arguments).call());
  }

  @Override
  public String callWithProgress(String tool) {
    return text(client.tool(tool).progress(note -> told.add(note.message())).call());
  }

  @Override
  public List<String> tools() {
    return client.listTools().skipCache().list().tools().stream().map(Tool::name).toList();
  }

  @Override
  public void close() {
    closing.run();
  }

  private static String text(CallToolResult result) {
    return ((TextContent) result.content().get(0)).text();
  }
}
