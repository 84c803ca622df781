package io.github.jerseymcp.mcp.older;

import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.LoggingLevel;
import io.modelcontextprotocol.spec.McpSchema.LoggingMessageNotification;
import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which notifications of a handler a request has asked for: progress under its own token, and log
 * messages from a level on (MCP 2026-07-28). No others belong to a request.
 */
record RelatedMessages(@Nullable Object progressToken, Optional<LoggingLevel> level) {

  private static final String LOG_LEVEL = "io.modelcontextprotocol/logLevel";

  static RelatedMessages of(Map<?, ?> meta) {
    return new RelatedMessages(meta.get("progressToken"), levelOf(meta.get(LOG_LEVEL)));
  }

  private static Optional<LoggingLevel> levelOf(@Nullable Object named) {
    return Arrays.stream(LoggingLevel.values())
        .filter(level -> level.name().toLowerCase(Locale.ROOT).equals(named))
        .findFirst();
  }

  boolean includes(JSONRPCMessage message) {
    if (!(message instanceof JSONRPCNotification notification)) {
      return true;
    }
    if (notification.params() instanceof ProgressNotification progress) {
      return progressToken != null && isSame(progressToken, progress.progressToken());
    }
    return notification.params() instanceof LoggingMessageNotification log
        && level.isPresent()
        && log.level().compareTo(level.get()) >= 0;
  }

  /** A number may have become one of another type on its way. */
  private static boolean isSame(Object one, @Nullable Object other) {
    return (one instanceof Number && other instanceof Number)
        ? one.toString().equals(other.toString())
        : one.equals(other);
  }
}
