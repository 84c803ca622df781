package io.github.jerseymcp.mcp.newer;

import io.github.jerseymcp.feed.Change;
import io.github.jerseymcp.mcp.watch.ChangeSource;
import io.modelcontextprotocol.server.McpNotificationHandler;
import io.modelcontextprotocol.server.McpRequestHandler;
import io.modelcontextprotocol.spec.McpSchema.InitializeRequest;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;

/** A session with a server of MCP 2026-07-28. */
final class NewerSession extends McpStreamableServerSession implements ChangeSource {

  private final SessionListening listening;

  NewerSession(
      InitializeRequest asked,
      Duration patience,
      Map<String, McpRequestHandler<?>> requests,
      Map<String, McpNotificationHandler> notifications,
      SessionListening listening) {
    super(
        UUID.randomUUID().toString(),
        asked.capabilities(),
        asked.clientInfo(),
        patience,
        requests,
        notifications);
    this.listening = listening;
  }

  @Override
  public void tellTo(Consumer<Change> listener) {
    listening.tellTo(listener);
  }

  @Override
  public Mono<Void> closeGracefully() {
    return Mono.defer(
        () -> {
          listening.close();
          return super.closeGracefully();
        });
  }

  @Override
  public void close() {
    listening.close();
    super.close();
  }
}
