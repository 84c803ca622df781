package io.github.jerseymcp.mcp.header;

import io.github.jerseymcp.mcp.McpOperation;
import io.github.jerseymcp.mcp.message.EndpointRequest;
import io.github.jerseymcp.mcp.message.IncomingMessage.Invocation;
import io.github.jerseymcp.mcp.message.RefusedMessageException;
import io.github.jerseymcp.mcp.message.RpcError;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks the header fields of a message against what this server speaks and against its body.
 *
 * <p>Fields that mirror the body are never trusted: where they are sent they must agree with it.
 */
public final class MessageHeaders {

  public static final List<String> VERSIONS = List.of("2025-03-26", "2025-06-18", "2025-11-25");

  /** The version whose requests say for themselves what a session would remember. */
  public static final String SELF_CONTAINED = "2026-07-28";

  private static final Set<String> SPOKEN = Set.copyOf(VERSIONS);

  /** The methods whose name or URI the header mirrors. */
  private static final Set<String> NAMED = Set.of("tools/call", "prompts/get", "resources/read");

  private static final String VERSION = "MCP-Protocol-Version";

  private MessageHeaders() {}

  /** The latest of the versions that begin with {@code initialize}. */
  public static String latest() {
    return VERSIONS.get(VERSIONS.size() - 1);
  }

  /** What is wrong with the version that is named; it may be left out. */
  public static Optional<RpcError> wrongVersion(EndpointRequest request) {
    List<String> fields = request.fields(VERSION);
    boolean spoken =
        fields.isEmpty() || (fields.size() == 1 && SPOKEN.contains(fields.get(0).strip()));
    return spoken ? Optional.empty() : Optional.of(RpcError.UNSUPPORTED_VERSION);
  }

  /** The version that is named, if the library knows it. */
  public static Optional<String> version(EndpointRequest request) {
    return request
        .field(VERSION)
        .filter(named -> SPOKEN.contains(named) || named.equals(SELF_CONTAINED));
  }

  /** The same, where it must be the one that a session agreed on. */
  public static Optional<RpcError> wrongVersion(EndpointRequest request, String agreed) {
    Optional<RpcError> unknown = wrongVersion(request);
    if (unknown.isPresent()) {
      return unknown;
    }
    List<String> fields = request.fields(VERSION);
    boolean same = fields.isEmpty() || fields.get(0).strip().equals(agreed);
    return same ? Optional.empty() : Optional.of(RpcError.VERSION_MISMATCH);
  }

  /**
   * Checks the fields that mirror the body.
   *
   * @return those whose arguments only the schema of a tool tells
   */
  public static MirroredArguments checkMirrors(EndpointRequest request, Invocation message)
      throws RefusedMessageException {
    checkMirror(message, request.fields("Mcp-Method"), message.operation().method());
    checkMirror(message, request.fields("Mcp-Name"), message.operation().name().orElse(""));
    return MirroredArguments.of(request, message);
  }

  /** Checks that the fields which mirror the body are there, each once, and agree with it. */
  public static void requireMirrors(EndpointRequest request, Invocation message)
      throws RefusedMessageException {
    McpOperation operation = message.operation();
    boolean method = request.field("Mcp-Method").equals(Optional.of(operation.method()));
    boolean name =
        !NAMED.contains(operation.method())
            || operation.name().isEmpty()
            || HeaderMirror.decode(request.fields("Mcp-Name")).equals(operation.name());
    if (!method || !name) {
      throw message.refused(RpcError.HEADER_MISMATCH);
    }
  }

  /**
   * Whether the header says that a client asks what the server speaks. It is believed where the
   * body was not read: a client of both eras takes 429 for a server of older versions.
   */
  public static boolean discovers(EndpointRequest request) {
    return request.field("Mcp-Method").equals(Optional.of("server/discover"));
  }

  /** The one version that the header names, spoken or not; empty if it names none, or more. */
  public static Optional<String> namedVersion(EndpointRequest request) {
    return request.field(VERSION);
  }

  private static void checkMirror(Invocation message, List<String> fields, String expected)
      throws RefusedMessageException {
    if (!fields.isEmpty() && !HeaderMirror.decode(fields).equals(Optional.of(expected))) {
      throw message.refused(RpcError.HEADER_MISMATCH);
    }
  }
}
