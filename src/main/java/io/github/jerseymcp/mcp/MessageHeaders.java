package io.github.jerseymcp.mcp;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
  private static final String VERSION = "MCP-Protocol-Version";
  private static final String ARGUMENT = "mcp-param-";

  private MessageHeaders() {}

  /** Checks a version that is named; it may be left out. */
  static void checkVersion(Exchange exchange, @Nullable Object id) throws RefusedMessageException {
    List<String> fields = exchange.fields(VERSION);
    if (!fields.isEmpty() && (fields.size() > 1 || !SPOKEN.contains(fields.get(0).strip()))) {
      throw new RefusedMessageException(RpcError.UNSUPPORTED_VERSION, id);
    }
  }

  /** Checks that a version that is named is the one that the session agreed on. */
  static void checkVersion(Exchange exchange, String agreed, @Nullable Object id)
      throws RefusedMessageException {
    checkVersion(exchange, id);
    List<String> fields = exchange.fields(VERSION);
    if (!fields.isEmpty() && !fields.get(0).strip().equals(agreed)) {
      throw new RefusedMessageException(RpcError.VERSION_MISMATCH, id);
    }
  }

  static void checkMirrors(Exchange exchange, IncomingMessage message)
      throws RefusedMessageException {
    McpOperation operation = message.asked();
    checkMirror(message, exchange.fields("Mcp-Method"), operation.method());
    checkMirror(message, exchange.fields("Mcp-Name"), operation.name().orElse(""));
    for (Map.Entry<String, List<String>> field :
        exchange.headers().getRequestHeaders().entrySet()) {
      String name = field.getKey().toLowerCase(Locale.ROOT);
      if (name.startsWith(ARGUMENT)) {
        String argument = name.substring(ARGUMENT.length());
        checkMirror(message, field.getValue(), argumentOf(operation, argument));
      }
    }
  }

  private static @Nullable String argumentOf(McpOperation operation, String name) {
    if (operation.parameters().get("arguments") instanceof Map<?, ?> arguments) {
      for (Map.Entry<?, ?> argument : arguments.entrySet()) {
        if (String.valueOf(argument.getKey()).equalsIgnoreCase(name)) {
          return argument.getValue() == null ? null : String.valueOf(argument.getValue());
        }
      }
    }
    return null;
  }

  private static void checkMirror(
      IncomingMessage message, List<String> fields, @Nullable String expected)
      throws RefusedMessageException {
    if (fields.isEmpty()) {
      return;
    }
    Optional<String> sent =
        fields.size() == 1 ? MirroredValue.decode(fields.get(0)) : Optional.empty();
    if (expected == null || sent.isEmpty() || !sent.get().equals(expected)) {
      throw new RefusedMessageException(RpcError.HEADER_MISMATCH, message.id());
    }
  }
}
