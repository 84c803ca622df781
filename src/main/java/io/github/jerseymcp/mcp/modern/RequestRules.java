package io.github.jerseymcp.mcp.modern;

import io.github.jerseymcp.mcp.McpOperation;
import io.github.jerseymcp.mcp.header.MessageHeaders;
import io.github.jerseymcp.mcp.message.EndpointRequest;
import io.github.jerseymcp.mcp.message.IncomingMessage;
import io.github.jerseymcp.mcp.message.IncomingMessage.Invocation;
import io.github.jerseymcp.mcp.message.RefusedMessageException;
import io.github.jerseymcp.mcp.message.RpcError;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What each request must say for itself: in its header and, the same, in {@code _meta} of its
 * parameters (MCP 2026-07-28, Streamable HTTP).
 *
 * @param spoken all versions that are served on the path
 */
record RequestRules(List<String> spoken) {

  static final String VERSION = MessageHeaders.SELF_CONTAINED;

  private static final String NAMESPACE = "io.modelcontextprotocol/";
  static final String PROTOCOL_VERSION = NAMESPACE + "protocolVersion";
  static final String CAPABILITIES = NAMESPACE + "clientCapabilities";

  /** A client that names a longer version is not told it again. */
  private static final int LONGEST_VERSION = 256;

  /** Methods that only older versions have. */
  private static final Set<String> REMOVED =
      Set.of(
          "initialize", "ping", "logging/setLevel", "resources/subscribe", "resources/unsubscribe");

  /** Whether a message says in its parameters that it is of a version without sessions. */
  static boolean claims(Invocation message) {
    return metaOf(message.operation()).containsKey(PROTOCOL_VERSION);
  }

  /** Whether the header of a message says the version, and nothing else does. */
  static boolean isNamed(EndpointRequest request) {
    return request.fields("MCP-Protocol-Version").stream()
        .anyMatch(field -> field.strip().equals(VERSION));
  }

  /**
   * Checks a request.
   *
   * @throws RefusedMessageException if it does not say all that it must, or says it in two ways
   */
  void check(EndpointRequest request, IncomingMessage.Request message)
      throws RefusedMessageException {
    Map<?, ?> meta = metaOf(message.operation());
    Object claimed = meta.get(PROTOCOL_VERSION);
    boolean begins = message.operation().method().equals("initialize");
    if (begins && claimed == null) {
      throw unsupported(message, message.operation().parameters().get("protocolVersion"));
    }
    boolean mirrored = request.isMirrored();
    Optional<String> named = MessageHeaders.namedVersion(request);
    if (mirrored && named.isEmpty()) {
      throw message.refused(RpcError.HEADER_MISMATCH);
    }
    if (!(claimed instanceof String version)
        || version.isBlank()
        || version.length() > LONGEST_VERSION) {
      throw message.refused(RpcError.INVALID_PARAMS);
    }
    if (mirrored && !named.equals(Optional.of(version))) {
      throw message.refused(RpcError.HEADER_MISMATCH);
    }
    if (!version.equals(VERSION)) {
      throw unsupported(message, version);
    }
    if (mirrored) {
      MessageHeaders.requireMirrors(request, message);
    }
    if (!(meta.get(CAPABILITIES) instanceof Map<?, ?>)) {
      throw message.refused(RpcError.INVALID_PARAMS);
    }
    if (REMOVED.contains(message.operation().method())) {
      throw message.refused(RpcError.METHOD_NOT_FOUND);
    }
  }

  private RefusedMessageException unsupported(
      IncomingMessage.Request message, @Nullable Object requested) {
    String version =
        requested instanceof String text && text.length() <= LONGEST_VERSION ? text : "";
    return message
        .refused(RpcError.UNSUPPORTED_VERSION)
        .with(Map.of("supported", spoken, "requested", version));
  }

  private static Map<?, ?> metaOf(McpOperation operation) {
    return operation.parameters().get("_meta") instanceof Map<?, ?> meta ? meta : Map.of();
  }
}
