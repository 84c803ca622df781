package io.github.jerseymcp.mcp;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks the header fields of a message against what this server speaks and against its body.
 *
 * <p>Fields that mirror the body are never trusted: where they are sent they must agree with it.
 */
final class MessageHeaders {

  static final List<String> VERSIONS = List.of("2025-03-26", "2025-06-18", "2025-11-25");

  private static final Set<String> SPOKEN = Set.copyOf(VERSIONS);

  private MessageHeaders() {}

  static void check(IncomingMessage message, MultivaluedMap<String, String> headers)
      throws RefusedMessageException {
    McpOperation operation = message.operation();
    checkVersion(message, headers.get("MCP-Protocol-Version"));
    checkMirror(message, headers.get("Mcp-Method"), operation.method());
    checkMirror(message, headers.get("Mcp-Name"), operation.name().orElse(""));
  }

  private static void checkVersion(IncomingMessage message, @Nullable List<String> fields)
      throws RefusedMessageException {
    if (fields == null || fields.isEmpty()) {
      return;
    }
    if (fields.size() > 1 || !SPOKEN.contains(fields.get(0))) {
      throw new RefusedMessageException(RpcError.UNSUPPORTED_VERSION, message.id());
    }
  }

  private static void checkMirror(
      IncomingMessage message, @Nullable List<String> fields, String expected)
      throws RefusedMessageException {
    if (fields == null || fields.isEmpty()) {
      return;
    }
    if (fields.size() > 1 || !fields.get(0).strip().equals(expected)) {
      throw new RefusedMessageException(RpcError.HEADER_MISMATCH, message.id());
    }
  }
}
