package io.github.jerseymcp.mcp.state;

import io.github.jerseymcp.account.CallerKey;
import io.github.jerseymcp.jose.Sha256;
import io.github.jerseymcp.mcp.McpOperation;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The SHA-256 of who asks for what: each part with its kind and length before it, so that no two
 * requests have one spelling. The members of an object are in the order of their names, and 1 is
 * 1.0, as in JSON.
 */
final class RequestDigest {

  private final MessageDigest digest = Sha256.digest();

  private RequestDigest() {}

  /**
   * A caller and an operation with its arguments.
   *
   * @param place what serves it
   */
  static byte[] of(CallerKey caller, McpOperation operation, String place) {
    RequestDigest request = new RequestDigest();
    request.add(place);
    request.add(caller.issuer());
    request.add(caller.subject());
    request.add(caller.client());
    request.add(operation.method());
    request.add(operation.name().orElse(""));
    request.add(operation.arguments());
    return request.digest.digest();
  }

  /**
   * A caller and what it may see.
   *
   * @param list which list
   * @param place what serves it
   */
  static byte[] ofView(Viewer viewer, String list, String place) {
    RequestDigest view = new RequestDigest();
    CallerKey key = viewer.caller();
    view.add(place);
    view.add(list);
    view.add(key.issuer());
    view.add(key.subject());
    view.add(key.client());
    view.add(viewer.scopes().stream().sorted().toList());
    return view.digest.digest();
  }

  private void add(@Nullable Object value) {
    if (value instanceof Map<?, ?> members) {
      TreeMap<String, Object> sorted = new TreeMap<>();
      members.forEach((name, member) -> sorted.put(String.valueOf(name), member));
      begin('o', sorted.size());
      sorted.forEach(
          (name, member) -> {
            add(name);
            add(member);
          });
    } else if (value instanceof List<?> elements) {
      begin('l', elements.size());
      elements.forEach(this::add);
    } else if (value instanceof String text) {
      text('s', text);
    } else if (value instanceof Double number && number == Math.rint(number)) {
      text('n', whole(number));
    } else {
      text(value instanceof Number ? 'n' : 'v', String.valueOf(value));
    }
  }

  /** As a Long is written, where there is one. */
  private static String whole(double number) {
    boolean fits = number >= Long.MIN_VALUE && number < Long.MAX_VALUE;
    return fits ? Long.toString((long) number) : Double.toString(number);
  }

  private void text(char kind, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    begin(kind, bytes.length);
    digest.update(bytes);
  }

  private void begin(char kind, int length) {
    digest.update((byte) kind);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(length).flip());
  }
}
