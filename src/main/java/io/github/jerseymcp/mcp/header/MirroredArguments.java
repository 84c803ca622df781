package io.github.jerseymcp.mcp.header;

import io.github.jerseymcp.mcp.McpOperation;
import io.github.jerseymcp.mcp.message.EndpointRequest;
import io.github.jerseymcp.mcp.message.IncomingMessage.Invocation;
import io.github.jerseymcp.mcp.message.IncomingMessage.Request;
import io.github.jerseymcp.mcp.message.RefusedMessageException;
import io.github.jerseymcp.mcp.message.RpcError;
import io.modelcontextprotocol.spec.McpSchema.ListToolsResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The arguments of a call as its {@code Mcp-Param-*} fields say them (MCP SEP-2243).
 *
 * <p>Which argument a field mirrors is said by the schema of the tool, as the caller may see it. A
 * field that mirrors none agrees with nothing: what routed the request may have trusted it.
 *
 * @param values by the name of the field, in lower case and without its prefix
 */
public record MirroredArguments(McpOperation call, Map<String, String> values) {

  private static final String PREFIX = "mcp-param-";

  /** Beyond it, not every reader of JSON has the same number (RFC 8259 section 6). */
  private static final BigDecimal LARGEST = new BigDecimal(9_007_199_254_740_991L);

  /** A whole number, however it is spelled: 42, 42.0. The longest of MCP's has 16 digits. */
  private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,20}(\\.0{1,20})?");

  /**
   * Reads the fields.
   *
   * @throws RefusedMessageException if there are any and the message is no call of a tool, or if
   *     one cannot be read, or is there twice
   */
  public static MirroredArguments of(EndpointRequest request, Invocation message)
      throws RefusedMessageException {
    McpOperation operation = message.operation();
    boolean call = operation.method().equals("tools/call") && message instanceof Request;
    Map<String, String> values = new HashMap<>();
    for (Map.Entry<String, List<String>> field : request.headers().all().entrySet()) {
      String name = field.getKey().toLowerCase(Locale.ROOT);
      if (name.startsWith(PREFIX)) {
        Optional<String> value = HeaderMirror.decode(field.getValue());
        if (!call || value.isEmpty()) {
          throw message.refused(RpcError.HEADER_MISMATCH);
        }
        values.put(name.substring(PREFIX.length()), value.get());
      }
    }
    return new MirroredArguments(operation, values);
  }

  /** The work of the call; refuses the call instead if a field does not agree with its body. */
  public <T> Mono<T> before(Mono<T> work, Mono<ListToolsResult> tools, Runnable mismatch) {
    if (values.isEmpty()) {
      return work;
    }
    return tools.flatMap(
        list -> {
          if (agreeWith(list)) {
            return work;
          }
          mismatch.run();
          return Mono.empty();
        });
  }

  boolean agreeWith(ListToolsResult list) {
    return list.tools().stream()
        .filter(tool -> tool.name().equals(call.name().orElse("")))
        .findFirst()
        .map(this::agreeWith)
        .orElse(false);
  }

  private boolean agreeWith(Tool tool) {
    try {
      Map<String, List<String>> paths = AnnotatedHeaders.of(tool.inputSchema());
      return values.entrySet().stream()
          .allMatch(
              field ->
                  paths.containsKey(field.getKey())
                      && isSame(argument(paths.get(field.getKey())), field.getValue()));
    } catch (IllegalArgumentException e) {
      return false; // Its schema came after the start, where it would have been refused.
    }
  }

  private @Nullable Object argument(List<String> path) {
    Object value = call.parameters().get("arguments");
    for (String name : path) {
      value = value instanceof Map<?, ?> members ? members.get(name) : null;
    }
    return value;
  }

  private static boolean isSame(@Nullable Object argument, String sent) {
    if (argument instanceof Number number) {
      BigDecimal exact = exact(number);
      return exact.abs().compareTo(LARGEST) <= 0
          && INTEGER.matcher(sent).matches()
          && exact.compareTo(new BigDecimal(sent)) == 0;
    }
    boolean comparable = argument instanceof String || argument instanceof Boolean;
    return comparable && String.valueOf(argument).equals(sent);
  }

  private static BigDecimal exact(Number number) {
    if (number instanceof BigInteger large) {
      return new BigDecimal(large);
    }
    return number instanceof Double fraction
        ? new BigDecimal(fraction)
        : BigDecimal.valueOf(number.longValue());
  }
}
