package io.github.jerseymcp.content;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many schemas one and the same value is checked by, references followed. A few lines that
 * refer to each other can be thousands of millions, or never end. For one schema.
 */
final class SchemaReach {

  private static final int MOST_APPLIED = 1_000;
  private static final int DEEPEST = 128;

  private final Map<?, ?> root;

  /** Each schema, and the one with an identifier that it is in: its references are read there. */
  private final IdentityHashMap<Map<?, ?>, Map<?, ?>> resources = new IdentityHashMap<>();

  private final IdentityHashMap<Map<?, ?>, Map<String, Map<?, ?>>> anchors =
      new IdentityHashMap<>();
  private final IdentityHashMap<Map<?, ?>, Reach> applied = new IdentityHashMap<>();

  SchemaReach(Map<?, ?> root) {
    this.root = root;
  }

  void add(Map<?, ?> schema, Map<?, ?> resource) {
    resources.put(schema, resource);
    for (String word : List.of("$anchor", "$dynamicAnchor")) {
      if (schema.get(word) instanceof String name) {
        anchors.computeIfAbsent(resource, key -> new HashMap<>()).put(name, schema);
      }
    }
  }

  void check() {
    List.copyOf(resources.keySet()).forEach(schema -> count(schema, 0));
  }

  private Reach count(@Nullable Object value, int above) {
    require(above <= DEEPEST, "A schema refers to others in too many steps");
    if (!(value instanceof Map<?, ?> schema)) {
      return Reach.ONE;
    }
    Reach known = applied.get(schema);
    if (known != null) {
      require(!known.equals(Reach.UNDER_WAY), "A schema refers to itself for the same value");
      return known;
    }
    applied.put(schema, Reach.UNDER_WAY);
    Reach reach = Reach.ONE;
    for (Object other : inPlace(schema)) {
      reach = reach.with(count(other, above + 1));
      require(reach.schemas() <= MOST_APPLIED, "A schema is composed of too many");
      // Whichever of them is counted first.
      require(reach.steps() <= DEEPEST, "A schema refers to others in too many steps");
    }
    applied.put(schema, reach);
    return reach;
  }

  private List<Object> inPlace(Map<?, ?> schema) {
    List<Object> others = new ArrayList<>();
    schema.forEach(
        (key, member) -> {
          String word = String.valueOf(key);
          if (SchemaRules.REFERRING.contains(word)) {
            others.add(target(schema, String.valueOf(member)));
          } else if (word.equals("dependentSchemas") && member instanceof Map<?, ?> named) {
            others.addAll(present(named.values()));
          } else if (SchemaRules.COMPOSING.contains(word)) {
            others.addAll(
                present(member instanceof List<?> list ? list : Collections.singletonList(member)));
          }
        });
    return others;
  }

  private static List<Object> present(Collection<?> values) {
    List<Object> present = new ArrayList<>();
    values.forEach(
        value -> {
          if (value != null) {
            present.add(value);
          }
        });
    return present;
  }

  private Object target(Map<?, ?> schema, String reference) {
    Map<?, ?> resource = resources.getOrDefault(schema, root);
    String fragment = fragment(reference);
    Object target =
        fragment.isEmpty() || fragment.startsWith("/")
            ? pointed(resource, fragment)
            : anchors.getOrDefault(resource, Map.of()).get(fragment);
    if (target instanceof Boolean
        || (target instanceof Map<?, ?> other && resources.containsKey(other))) {
      return target;
    }
    throw new RefusedContentException("A schema refers to what is none");
  }

  private static String fragment(String reference) {
    try {
      // A plus is a plus there, and no blank as in a form.
      return URLDecoder.decode(reference.substring(1).replace("+", "%2B"), UTF_8);
    } catch (IllegalArgumentException e) {
      throw new RefusedContentException("A schema refers to what is none");
    }
  }

  private static @Nullable Object pointed(Object from, String pointer) {
    @Nullable Object at = from;
    int start = 1;
    while (start <= pointer.length() && at != null) {
      int slash = pointer.indexOf('/', start);
      int end = slash < 0 ? pointer.length() : slash;
      at = member(at, pointer.substring(start, end).replace("~1", "/").replace("~0", "~"));
      start = end + 1;
    }
    return at;
  }

  private static @Nullable Object member(Object value, String name) {
    if (value instanceof Map<?, ?> members) {
      return members.get(name);
    }
    boolean index = value instanceof List<?> && name.matches("0|[1-9][0-9]{0,4}");
    return index && value instanceof List<?> list && Integer.parseInt(name) < list.size()
        ? list.get(Integer.parseInt(name))
        : null;
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new RefusedContentException(rule);
    }
  }

  /**
   * Of one schema.
   *
   * @param schemas how many check a value, itself among them
   * @param steps from it to the last one
   */
  private record Reach(long schemas, int steps) {

    static final Reach ONE = new Reach(1, 0);
    static final Reach UNDER_WAY = new Reach(-1, -1);

    Reach with(Reach other) {
      return new Reach(schemas + other.schemas, Math.max(steps, other.steps + 1));
    }
  }
}
