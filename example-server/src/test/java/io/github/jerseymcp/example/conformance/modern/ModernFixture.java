package io.github.jerseymcp.example.conformance.modern;

import io.modelcontextprotocol.modern.McpSchema.Implementation;
import io.modelcontextprotocol.modern.McpSchema.Tool;
import io.modelcontextprotocol.modern.server.McpRequestContext;
import io.modelcontextprotocol.modern.server.McpServer;
import io.modelcontextprotocol.modern.server.feature.McpChangeFeed;
import io.modelcontextprotocol.modern.server.feature.McpSyncTool;
import io.modelcontextprotocol.modern.server.feature.McpSyncToolRepository;
import io.modelcontextprotocol.modern.server.feature.PromptsFeature;
import io.modelcontextprotocol.modern.server.feature.ResourcesFeature;
import io.modelcontextprotocol.modern.server.feature.ToolsFeature;
import io.modelcontextprotocol.modern.server.feature.ToolsPage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A server of MCP 2026-07-28 with all that the conformance suite asks for. */
public final class ModernFixture {

  private ModernFixture() {}

  /** The server. */
  public static McpServer server() {
    McpChangeFeed changes = new McpChangeFeed();
    return McpServer.builder()
        .serverInfo(Implementation.builder("fixture", "1.0").build())
        .feature(
            ToolsFeature.ofSync(
                new Tools(
                    List.of(
                        ModernTools.simple(), ModernTools.talking(changes), AskingTools.all()))))
        .feature(ResourcesFeature.ofSync(new ModernResources()))
        .feature(PromptsFeature.ofSync(new ModernPrompts()))
        .subscriptions(changes)
        .build();
  }

  /** Tools that never change, in the order in which they were named. */
  private static final class Tools implements McpSyncToolRepository {

    private final Map<String, McpSyncTool> byName = new LinkedHashMap<>();

    private Tools(List<List<McpSyncTool>> all) {
      all.forEach(some -> some.forEach(tool -> byName.put(tool.definition().name(), tool)));
    }

    @Override
    public ToolsPage list(McpRequestContext context, @Nullable String cursor) {
      List<Tool> definitions = byName.values().stream().map(McpSyncTool::definition).toList();
      return ToolsPage.of(definitions);
    }

    @Override
    public @Nullable McpSyncTool find(McpRequestContext context, String name) {
      return byName.get(name);
    }
  }
}
