package io.github.jerseymcp.mcp.message;

import io.github.jerseymcp.jose.HeavyJsonException;
import io.github.jerseymcp.jose.JsonBounds;
import io.github.jerseymcp.jose.MalformedJoseException;
import io.github.jerseymcp.jose.StrictJson;
import io.github.jerseymcp.jose.WeighedJson;
import io.github.jerseymcp.mcp.McpOperation;
import io.github.jerseymcp.mcp.message.IncomingMessage.Invocation;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a message: a request, a notification or a response (MCP, Streamable HTTP). Batches and
 * duplicate members are refused, so that what is authorised is what is run.
 */
public final class MessageReader {

  private static final int LONGEST_TEXT = 4096;

  /** Beyond it a double stands for several whole numbers (RFC 8259 section 6). */
  private static final double LARGEST_EXACT = 9007199254740991.0;

  private static final Map<String, String> NAMES =
      Map.of(
          "tools/call", "name",
          "prompts/get", "name",
          "resources/read", "uri",
          "resources/subscribe", "uri",
          "resources/unsubscribe", "uri");

  private MessageReader() {}

  /** Reads a message with the bounds of the defaults; its name is still to be checked. */
  public static IncomingMessage parse(byte[] body) throws RefusedMessageException {
    return of(read(body, JsonBounds.defaults()).members());
  }

  /** Reads a body, and says what it costs to keep. */
  static WeighedJson read(byte[] body, JsonBounds bounds) throws RefusedMessageException {
    try {
      return StrictJson.weighed(body, bounds);
    } catch (HeavyJsonException e) {
      throw new RefusedMessageException(RpcError.TOO_COSTLY);
    } catch (MalformedJoseException e) {
      boolean batch = firstCharacter(body) == '[';
      throw new RefusedMessageException(batch ? RpcError.INVALID_REQUEST : RpcError.PARSE);
    }
  }

  /** The message that these members make. */
  static IncomingMessage of(Map<String, Object> members) throws RefusedMessageException {
    Optional<Object> id = idOf(members.get("id"));
    if (members.containsKey("id") && id.isEmpty()) {
      throw new RefusedMessageException(RpcError.INVALID_REQUEST);
    }
    if (!"2.0".equals(members.get("jsonrpc"))) {
      throw new RefusedMessageException(RpcError.INVALID_REQUEST, id);
    }
    if (!members.containsKey("method")) {
      return response(id, members);
    }
    if (!(members.get("method") instanceof String method) || !isName(method)) {
      throw new RefusedMessageException(RpcError.INVALID_REQUEST, id);
    }
    McpOperation operation = operation(method, members, id);
    return id.isPresent()
        ? new IncomingMessage.Request(id.get(), operation)
        : new IncomingMessage.Notification(operation);
  }

  private static IncomingMessage response(Optional<Object> id, Map<String, Object> members)
      throws RefusedMessageException {
    boolean result = members.get("result") instanceof Map<?, ?>;
    boolean error = members.get("error") instanceof Map<?, ?>;
    if (id.isEmpty() || result == error) {
      throw new RefusedMessageException(RpcError.INVALID_REQUEST);
    }
    return new IncomingMessage.Response(id.get(), members);
  }

  @SuppressWarnings("unchecked")
  private static McpOperation operation(
      String method, Map<String, Object> members, Optional<Object> id)
      throws RefusedMessageException {
    Object parameters = members.get("params");
    if (parameters == null) {
      parameters = Map.of();
    }
    if (!(parameters instanceof Map<?, ?>)) {
      throw new RefusedMessageException(RpcError.INVALID_REQUEST, id);
    }
    Map<String, Object> named = (Map<String, Object>) parameters;
    String nameMember = NAMES.get(method);
    Object name = nameMember == null ? null : named.get(nameMember);
    return new McpOperation(
        method, name instanceof String text ? Optional.of(text) : Optional.empty(), named);
  }

  /**
   * Checks that an operation has its name, if its method takes one: without it no rule about that
   * name would be found.
   */
  public static void checkName(Invocation message) throws RefusedMessageException {
    McpOperation operation = message.operation();
    if (operation.name().isEmpty() && NAMES.containsKey(operation.method())) {
      throw message.refused(RpcError.INVALID_PARAMS);
    }
  }

  /**
   * Checks what a client names its request with, where it asks to be told how far that is: each
   * message about it repeats it.
   */
  public static void checkProgressToken(Invocation message) throws RefusedMessageException {
    Object token =
        message.operation().parameters().get("_meta") instanceof Map<?, ?> meta
            ? meta.get("progressToken")
            : null;
    if (token != null && idOf(token).isEmpty()) {
      throw message.refused(RpcError.INVALID_PARAMS);
    }
  }

  /** JSON has one kind of number: 1, 1.0 and 1e0 are the same id. Empty for what is no id. */
  public static Optional<Object> idOf(@Nullable Object id) {
    if (id instanceof Double number
        && Math.rint(number) == number
        && Math.abs(number) <= LARGEST_EXACT) {
      return Optional.of(number.longValue());
    }
    boolean fits = id instanceof Long || (id instanceof String text && isShort(text));
    return fits ? Optional.ofNullable(id) : Optional.empty();
  }

  /** One line, since the name of a method comes into logs: those of the SDK, too. */
  private static boolean isName(String text) {
    return isShort(text)
        && text.chars().noneMatch(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029);
  }

  private static boolean isShort(String text) {
    return text.length() <= LONGEST_TEXT;
  }

  private static int firstCharacter(byte[] body) {
    for (byte octet : body) {
      if (octet != ' ' && octet != '\t' && octet != '\r' && octet != '\n') {
        return octet;
      }
    }
    return -1;
  }
}
