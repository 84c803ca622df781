package io.github.jerseymcp.local;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The client of the SDK for versions up to 2025-11-25. */
public record SessionClient(McpSyncClient client, List<String> told) implements WayClient {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Begins a session. */
  public static SessionClient over(McpClientTransport way) {
    List<String> told = new CopyOnWriteArrayList<>();
    McpSyncClient client =
        McpClient.sync(way)
            .requestTimeout(PATIENCE)
            .initializationTimeout(PATIENCE)
            .progressConsumer(note -> told.add(note.message()))
            .build();
    try {
      client.initialize();
    } catch (RuntimeException e) {
      client.close();
      throw e;
    }
    return new SessionClient(client, told);
  }

  @Override
  public String call(String tool, Map<String, Object> arguments) {
    return text(client.callTool(CallToolRequest.builder(tool).arguments(arguments).build()));
  }

  @Override
  public String callWithProgress(String tool) {
    return text(
        client.callTool(
            CallToolRequest.builder(tool).arguments(Map.of()).progressToken("p").build()));
  }

  @Override
  public List<String> tools() {
    return client.listTools().tools().stream().map(Tool::name).toList();
  }

  @Override
  public void close() {
    client.closeGracefully();
  }

  private static String text(CallToolResult result) {
    return ((TextContent) result.content().get(0)).text();
  }
}
