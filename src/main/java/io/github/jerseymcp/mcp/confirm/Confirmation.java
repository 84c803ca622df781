package io.github.jerseymcp.mcp.confirm;

import io.github.jerseymcp.Confirm;
import io.github.jerseymcp.mcp.McpOperation;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A question about a call of a tool.
 *
 * @param template what to ask, with arguments in braces
 * @param always whether who cannot be asked is refused
 */
public record Confirmation(String template, boolean always) {

  /** What the model reads of a user who does not agree. */
  public static final String DECLINED = "The user did not agree, so nothing was done";

  private static final Pattern ARGUMENT = Pattern.compile("\\{([^{}]+)}");
  private static final int LONGEST = 100;

  static Confirmation of(Confirm rule) {
    if (rule.tool().isEmpty() || rule.value().isBlank()) {
      throw new IllegalArgumentException("@Confirm needs a tool and a question");
    }
    return new Confirmation(rule.value(), rule.always());
  }

  /** The parameters of {@code elicitation/create}: a form without fields, to agree to or not. */
  public Map<String, Object> form(McpOperation call) {
    return Map.of(
        "mode",
        "form",
        "message",
        question(call),
        "requestedSchema",
        Map.of("type", "object", "properties", Map.of()));
  }

  String question(McpOperation call) {
    return ARGUMENT.matcher(template).replaceAll(found -> argument(call, found));
  }

  private static String argument(McpOperation call, MatchResult found) {
    String text = String.valueOf(call.arguments().getOrDefault(found.group(1), ""));
    StringBuilder line = new StringBuilder();
    text.codePoints()
        .limit(LONGEST)
        .map(c -> isInvisible(c) ? ' ' : c)
        .forEach(line::appendCodePoint);
    boolean shortened = text.codePointCount(0, text.length()) > LONGEST;
    return Matcher.quoteReplacement(shortened ? line + "..." : line.toString());
  }

  /** What breaks a line, or turns the order of what follows, changes how a question reads. */
  private static boolean isInvisible(int c) {
    int type = Character.getType(c);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || type == Character.SURROGATE;
  }

  /** The result for a user who does not agree. */
  public static CallToolResult declined() {
    return error(DECLINED);
  }

  /** The result where the user cannot be asked. */
  public static CallToolResult unasked() {
    return error("The user must agree first, and this client cannot be asked");
  }

  private static CallToolResult error(String text) {
    return CallToolResult.builder().addTextContent(text).isError(true).build();
  }
}
