package io.github.jerseymcp.metadata;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Copies a value into what JSON can say, with the members of objects in one order everywhere. */
final class JsonValue {

  private static final int DEEPEST = 16;

  private JsonValue() {}

  /** An immutable copy, or empty if JSON has no such value. */
  static Optional<Object> copyOf(@Nullable Object value) {
    return copyOf(value, DEEPEST);
  }

  /** Whether a member with this value says nothing and is left out (RFC 9728 section 3.2). */
  static boolean isEmpty(Object value) {
    return value.equals("")
        || (value instanceof Collection<?> list && list.isEmpty())
        || (value instanceof Map<?, ?> object && object.isEmpty());
  }

  private static Optional<Object> copyOf(@Nullable Object value, int depth) {
    if (value instanceof List<?> list && depth > 0) {
      List<Object> copy = new ArrayList<>();
      for (Object element : list) {
        copyOf(element, depth - 1).ifPresent(copy::add);
      }
      return copy.size() == list.size()
          ? Optional.of(Collections.unmodifiableList(copy))
          : Optional.empty();
    }
    if (value instanceof Map<?, ?> object && depth > 0) {
      Map<String, Object> copy = new TreeMap<>();
      for (Map.Entry<?, ?> member : object.entrySet()) {
        if (member.getKey() instanceof String name) {
          copyOf(member.getValue(), depth - 1).ifPresent(element -> copy.put(name, element));
        }
      }
      return copy.size() == object.size()
          ? Optional.of(Collections.unmodifiableMap(copy))
          : Optional.empty();
    }
    return isScalar(value) ? Optional.ofNullable(value) : Optional.empty();
  }

  private static boolean isScalar(@Nullable Object value) {
    return value instanceof String
        || value instanceof Boolean
        || value instanceof Integer
        || value instanceof Long
        || value instanceof BigInteger
        || value instanceof BigDecimal
        || (value instanceof Double number && Double.isFinite(number));
  }
}
