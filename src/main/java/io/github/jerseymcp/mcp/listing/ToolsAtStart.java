package io.github.jerseymcp.mcp.listing;

import io.github.jerseymcp.mcp.header.AnnotatedHeaders;
import io.github.jerseymcp.mcp.header.MessageHeaders;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpStatelessServerHandler;
import io.modelcontextprotocol.spec.McpSchema.ClientCapabilities;
import io.modelcontextprotocol.spec.McpSchema.Implementation;
import io.modelcontextprotocol.spec.McpSchema.InitializeRequest;
import io.modelcontextprotocol.spec.McpSchema.ListToolsResult;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Asks a server for its tools when it is built, as a client would, to check their schemas. */
public final class ToolsAtStart {

  private static final Logger logger = LoggerFactory.getLogger(ToolsAtStart.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private ToolsAtStart() {}

  /**
   * Checks the tools of a server with sessions.
   *
   * @return the tools, null if they could not be listed
   * @throws IllegalArgumentException if two different schemas have one id, or one has an {@code
   *     x-mcp-header} that MCP forbids
   */
  public static @Nullable ListToolsResult check(McpStreamableServerSession.Factory factory) {
    ListToolsResult tools = null;
    try {
      McpStreamableServerSession session =
          factory
              .startSession(
                  InitializeRequest.builder(
                          MessageHeaders.VERSIONS.get(0),
                          ClientCapabilities.builder().build(),
                          Implementation.builder("start", "1").build())
                      .build())
              .session();
      tools = ListedTools.of(session).block(PATIENCE);
      session.closeGracefully().block(PATIENCE);
    } catch (RuntimeException e) {
      logger.debug("The tools could not be listed at start", e);
    }
    check(tools);
    return tools;
  }

  /**
   * Checks the tools of a stateless server.
   *
   * @return the tools, null if they could not be listed
   * @throws IllegalArgumentException if two different schemas have one id, or one has an {@code
   *     x-mcp-header} that MCP forbids
   */
  public static @Nullable ListToolsResult check(McpStatelessServerHandler handler) {
    return check(ListedTools.of(handler, McpTransportContext.EMPTY));
  }

  /**
   * Checks tools that somebody else lists.
   *
   * @throws IllegalArgumentException if two different schemas have one id, or one has an {@code
   *     x-mcp-header} that MCP forbids
   */
  public static @Nullable ListToolsResult check(Mono<ListToolsResult> list) {
    ListToolsResult tools = null;
    try {
      tools = list.block(PATIENCE);
    } catch (RuntimeException e) {
      logger.debug("The tools could not be listed at start", e);
    }
    check(tools);
    return tools;
  }

  private static void check(@Nullable ListToolsResult tools) {
    if (tools != null) {
      SchemaIds.check(tools);
      AnnotatedHeaders.check(tools);
    }
  }
}
