package io.github.jerseymcp.mcp.listing;

import io.modelcontextprotocol.modern.McpSchema.CacheScope;
import io.modelcontextprotocol.modern.McpSchema.Implementation;
import io.modelcontextprotocol.modern.McpSchema.Prompt;
import io.modelcontextprotocol.modern.McpSchema.Tool;
import io.modelcontextprotocol.modern.server.McpRequestContext;
import io.modelcontextprotocol.modern.server.McpRequestManager;
import io.modelcontextprotocol.modern.server.McpServer;
import io.modelcontextprotocol.modern.server.feature.McpSyncPrompt;
import io.modelcontextprotocol.modern.server.feature.McpSyncPromptRepository;
import io.modelcontextprotocol.modern.server.feature.McpSyncTool;
import io.modelcontextprotocol.modern.server.feature.McpSyncToolRepository;
import io.modelcontextprotocol.modern.server.feature.PromptsFeature;
import io.modelcontextprotocol.modern.server.feature.PromptsPage;
import io.modelcontextprotocol.modern.server.feature.ToolsFeature;
import io.modelcontextprotocol.modern.server.feature.ToolsPage;
import java.util.List;
import java.util.Map;

/** A server of MCP 2026-07-28 that makes pages of four, in its own order. */
record PagedTools(List<String> names) implements McpSyncToolRepository {

  static final int SIZE = 4;

  static McpRequestManager server(List<String> names) {
    return McpServer.builder()
        .serverInfo(Implementation.builder("paged", "1").build())
        .feature(ToolsFeature.ofSync(new PagedTools(names)))
        .feature(PromptsFeature.ofSync(new Prompts(names)))
        .build();
  }

  private static int start(String cursor) {
    return cursor == null ? 0 : Integer.parseInt(cursor);
  }

  private static List<String> page(List<String> names, int start) {
    return names.subList(start, Math.min(start + SIZE, names.size()));
  }

  private static String next(List<String> names, int start) {
    return start + SIZE < names.size() ? String.valueOf(start + SIZE) : null;
  }

  @Override
  public ToolsPage list(McpRequestContext context, String cursor) {
    int start = start(cursor);
    return new ToolsPage(
        page(names, start).stream()
            .map(name -> Tool.builder(name, Map.of("type", "object")).build())
            .toList(),
        next(names, start),
        60_000L - start,
        CacheScope.PUBLIC);
  }

  @Override
  public McpSyncTool find(McpRequestContext context, String name) {
    return null;
  }

  private record Prompts(List<String> names) implements McpSyncPromptRepository {

    @Override
    public PromptsPage list(McpRequestContext context, String cursor) {
      int start = start(cursor);
      return new PromptsPage(
          page(names, start).stream().map(name -> Prompt.builder(name).build()).toList(),
          next(names, start),
          0L,
          CacheScope.PRIVATE);
    }

    @Override
    public McpSyncPrompt find(McpRequestContext context, String name) {
      return null;
    }
  }
}
