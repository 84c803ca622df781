package io.github.jerseymcp.mcp.message;

import io.github.jerseymcp.jose.HeavyJsonException;
import io.github.jerseymcp.jose.JsonBounds;
import io.github.jerseymcp.jose.MalformedJoseException;
import io.github.jerseymcp.jose.StrictJson;
import io.github.jerseymcp.jose.WeighedJson;
import io.github.jerseymcp.mcp.McpOperation;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One JSON-RPC message of a client: a request, a notification or a response (MCP, Streamable HTTP).
 * Batches and duplicate members are refused, so that what is authorised is what is run.
 *
 * @param id text or a whole number; null for a notification
 * @param operation what it asks for; null for a response
 * @param members the whole message, unmodifiable
 */
public record IncomingMessage(
    @Nullable Object id, @Nullable McpOperation operation, Map<String, Object> members) {

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

  public static IncomingMessage parse(byte[] body) throws RefusedMessageException {
    return of(read(body, JsonBounds.defaults()).members());
  }

  /** Reads a body, and says what it costs to keep. */
  public static WeighedJson read(byte[] body, JsonBounds bounds) throws RefusedMessageException {
    try {
      return StrictJson.weighed(body, bounds);
    } catch (HeavyJsonException e) {
      throw new RefusedMessageException(RpcError.TOO_COSTLY, null);
    } catch (MalformedJoseException e) {
      boolean batch = firstCharacter(body) == '[';
      throw new RefusedMessageException(batch ? RpcError.INVALID_REQUEST : RpcError.PARSE, null);
    }
  }

  public static IncomingMessage of(Map<String, Object> members) throws RefusedMessageException {
    Object id = idOf(members.get("id"));
    boolean idFits = id instanceof Long || (id instanceof String text && isShort(text));
    if (members.containsKey("id") && !idFits) {
      throw new RefusedMessageException(RpcError.INVALID_REQUEST, null);
    }
    if (!"2.0".equals(members.get("jsonrpc"))) {
      throw new RefusedMessageException(RpcError.INVALID_REQUEST, id);
    }
    if (!members.containsKey("method")) {
      return response(id, members);
    }
    if (!(members.get("method") instanceof String method) || !isShort(method)) {
      throw new RefusedMessageException(RpcError.INVALID_REQUEST, id);
    }
    return new IncomingMessage(id, operation(method, members, id), members);
  }

  public boolean isNotification() {
    return id == null;
  }

  /** The id of a request or response, which each has. */
  public Object idOfRequest() {
    return Objects.requireNonNull(id, "a notification has no id");
  }

  public boolean isResponse() {
    return operation == null;
  }

  /** What it asks for; a response asks for nothing, and is refused here. */
  public McpOperation asked() throws RefusedMessageException {
    if (operation == null) {
      throw new RefusedMessageException(RpcError.INVALID_REQUEST, null);
    }
    return operation;
  }

  private static IncomingMessage response(@Nullable Object id, Map<String, Object> members)
      throws RefusedMessageException {
    boolean result = members.get("result") instanceof Map<?, ?>;
    boolean error = members.get("error") instanceof Map<?, ?>;
    if (id == null || result == error) {
      throw new RefusedMessageException(RpcError.INVALID_REQUEST, null);
    }
    return new IncomingMessage(id, null, members);
  }

  @SuppressWarnings("unchecked")
  private static McpOperation operation(
      String method, Map<String, Object> members, @Nullable Object id)
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
    if (nameMember == null) {
      return new McpOperation(method, Optional.empty(), named);
    }
    if (!(named.get(nameMember) instanceof String name)) {
      throw new RefusedMessageException(RpcError.INVALID_PARAMS, id);
    }
    return new McpOperation(method, Optional.of(name), named);
  }

  /** JSON has one kind of number: 1, 1.0 and 1e0 are the same id. */
  private static @Nullable Object idOf(@Nullable Object id) {
    return id instanceof Double number
            && Math.rint(number) == number
            && Math.abs(number) <= LARGEST_EXACT
        ? Long.valueOf(number.longValue())
        : id;
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
