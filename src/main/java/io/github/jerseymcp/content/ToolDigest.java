package io.github.jerseymcp.content;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.modelcontextprotocol.spec.McpSchema.ToolAnnotations;
import java.math.BigDecimal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The SHA-256 of what a tool is said to be: the same for the same definition, whatever the order of
 * its members. Each part is written with its kind and its length, so that no two are read alike.
 */
final class ToolDigest {

  private final MessageDigest digest;

  private ToolDigest() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Each Java runtime has SHA-256", e);
    }
  }

  static String of(Tool tool) {
    ToolDigest of = new ToolDigest();
    of.value(
        Arrays.asList(
            tool.name(),
            tool.title(),
            tool.description(),
            tool.inputSchema(),
            tool.outputSchema(),
            hints(tool.annotations())));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(of.digest.digest());
  }

  private static @Nullable List<@Nullable Object> hints(@Nullable ToolAnnotations hints) {
    return hints == null
        ? null
        : Arrays.asList(
            hints.title(),
            hints.readOnlyHint(),
            hints.destructiveHint(),
            hints.idempotentHint(),
            hints.openWorldHint());
  }

  private void value(@Nullable Object value) {
    if (value instanceof Map<?, ?> members) {
      Map<String, @Nullable Object> sorted = new TreeMap<>();
      members.forEach((name, member) -> sorted.put(String.valueOf(name), member));
      part('o', String.valueOf(sorted.size()));
      for (Map.Entry<String, @Nullable Object> member : sorted.entrySet()) {
        part('n', member.getKey());
        value(member.getValue());
      }
    } else if (value instanceof List<?> elements) {
      part('a', String.valueOf(elements.size()));
      elements.forEach(this::value);
    } else if (value instanceof Number number) {
      part('d', new BigDecimal(number.toString()).stripTrailingZeros().toString());
    } else if (value == null) {
      part('0', "");
    } else {
      part(value instanceof String ? 's' : 'v', value.toString());
    }
  }

  private void part(char kind, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    digest.update((kind + ":" + bytes.length + ":").getBytes(UTF_8));
    digest.update(bytes);
  }
}
