package io.github.jerseymcp.mcp.message;

import io.github.jerseymcp.mcp.McpOperation;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks the header fields of a message against what this server speaks and against its body.
 *
 * <p>Fields that mirror the body are never trusted: where they are sent they must agree with it.
 */
public final class MessageHeaders {

  public static final List<String> VERSIONS = List.of("2025-03-26", "2025-06-18", "2025-11-25");

  private static final Set<String> SPOKEN = Set.copyOf(VERSIONS);
  private static final String VERSION = "MCP-Protocol-Version";

  private MessageHeaders() {}

  /** Checks a version that is named; it may be left out. */
  public static void checkVersion(Exchange exchange, @Nullable Object id)
      throws RefusedMessageException {
    List<String> fields = exchange.fields(VERSION);
    if (!fields.isEmpty() && (fields.size() > 1 || !SPOKEN.contains(fields.get(0).strip()))) {
      throw new RefusedMessageException(RpcError.UNSUPPORTED_VERSION, id);
    }
  }

  /** Checks that a version that is named is the one that the session agreed on. */
  public static void checkVersion(Exchange exchange, String agreed, @Nullable Object id)
      throws RefusedMessageException {
    checkVersion(exchange, id);
    List<String> fields = exchange.fields(VERSION);
    if (!fields.isEmpty() && !fields.get(0).strip().equals(agreed)) {
      throw new RefusedMessageException(RpcError.VERSION_MISMATCH, id);
    }
  }

  /**
   * Checks the fields that mirror the body.
   *
   * @return those whose arguments only the schema of a tool tells
   */
  public static MirroredArguments checkMirrors(Exchange exchange, IncomingMessage message)
      throws RefusedMessageException {
    McpOperation operation = message.asked();
    checkMirror(message, exchange.fields("Mcp-Method"), operation.method());
    checkMirror(message, exchange.fields("Mcp-Name"), operation.name().orElse(""));
    return MirroredArguments.of(exchange, message);
  }

  private static void checkMirror(IncomingMessage message, List<String> fields, String expected)
      throws RefusedMessageException {
    if (!fields.isEmpty() && !MirroredValue.decode(fields).equals(Optional.of(expected))) {
      throw new RefusedMessageException(RpcError.HEADER_MISMATCH, message.id());
    }
  }
}
