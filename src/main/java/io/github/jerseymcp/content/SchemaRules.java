package io.github.jerseymcp.content;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Which JSON Schemas of others are used to check something (JSON Schema 2020-12). A schema can name
 * others at any address, and cost more than what it checks: so references stay within it, and its
 * size is bounded. Immutable, thread-safe.
 *
 * <p>Bounds: 32 levels, 4,000 values, 16,384 characters in one text, 8 levels of {@code allOf},
 * {@code anyOf}, {@code oneOf}, {@code not}, {@code if}, {@code then} and {@code else}, 64 of these
 * in all, 512 characters in a pattern, which must be one of Java's without back references, 1,000
 * schemas that are applied to one and the same value, those counted that are referred to, and 128
 * steps from one to the other. Texts have no characters that nobody sees: a model reads them too.
 * How long a pattern takes cannot be told from it: check with a limit on time, or with an engine
 * that does not go back.
 */
public final class SchemaRules {

  private static final int DEEPEST = 32;
  private static final int MOST_VALUES = 4_000;
  private static final int LONGEST_TEXT = 16_384;
  private static final int DEEPEST_COMPOSITION = 8;
  private static final int MOST_COMPOSITIONS = 64;
  private static final int LONGEST_PATTERN = 512;
  private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
  static final Set<String> COMPOSING =
      Set.of("allOf", "anyOf", "oneOf", "not", "if", "then", "else");
  static final Set<String> REFERRING = Set.of("$ref", "$dynamicRef", "$recursiveRef");

  /** Below these are names of the schema's author, or values, and no words of JSON Schema. */
  private static final Set<String> NAMING =
      Set.of("properties", "patternProperties", "$defs", "definitions", "dependentSchemas");

  private static final Set<String> HOLDING = Set.of("enum", "const", "default", "examples");
  private static final Pattern BACK_REFERENCE = Pattern.compile("\\\\[1-9]|\\\\k<");

  private static final SchemaRules DEFAULTS = new SchemaRules();

  private SchemaRules() {}

  /** The bounds that are named above. */
  public static SchemaRules defaults() {
    return DEFAULTS;
  }

  /**
   * Checks a schema.
   *
   * @throws RefusedContentException if it breaks a rule
   */
  public void check(Map<String, Object> schema) {
    Object dialect = schema.get("$schema");
    if (dialect != null && !DIALECT.equals(dialect) && !(DIALECT + "#").equals(dialect)) {
      throw new RefusedContentException("A schema is of another version than 2020-12");
    }
    SchemaReach reach = new SchemaReach(schema);
    new Walk(reach).schema(schema, 0, 0, schema);
    reach.check();
  }

  /** One schema, and what of it was seen. */
  private static final class Walk {

    private final SchemaReach reach;
    private final Set<String> ids = new HashSet<>();
    private int values;
    private int compositions;

    Walk(SchemaReach reach) {
      this.reach = reach;
    }

    void schema(@Nullable Object value, int depth, int composed, Map<?, ?> resource) {
      if (!(value instanceof Map<?, ?> schema)) {
        value(value, depth);
        return;
      }
      enter(depth);
      Map<?, ?> own = schema.containsKey("$id") ? schema : resource;
      reach.add(schema, own);
      schema.forEach(
          (key, member) -> member(String.valueOf(key), member, depth + 1, composed, own));
    }

    private void member(
        String key, @Nullable Object member, int depth, int composed, Map<?, ?> resource) {
      text(key);
      if ((key.equals("title") || key.equals("description")) && member instanceof String text) {
        require(!Texts.hasUnseenInLines(text), "A schema has characters that nobody sees");
      }
      if (REFERRING.contains(key)) {
        reference(member);
      } else if (key.equals("$id") || key.equals("$anchor") || key.equals("$dynamicAnchor")) {
        require(ids.add(key + " " + member), "A schema has two parts of one name");
      } else if (key.equals("pattern")) {
        pattern(member);
      }
      if (HOLDING.contains(key)) {
        value(member, depth);
      } else if (NAMING.contains(key) && member instanceof Map<?, ?> named) {
        enter(depth);
        for (Map.Entry<?, ?> part : named.entrySet()) {
          text(String.valueOf(part.getKey()));
          if (key.equals("patternProperties")) {
            pattern(part.getKey());
          }
          schema(part.getValue(), depth + 1, composed, resource);
        }
      } else {
        parts(member, depth, COMPOSING.contains(key) ? composed + 1 : composed, key, resource);
      }
    }

    private void parts(
        @Nullable Object member, int depth, int composed, String key, Map<?, ?> resource) {
      require(composed <= DEEPEST_COMPOSITION, "A schema is composed in too many levels");
      int parts = member instanceof List<?> list ? list.size() : 1;
      compositions += COMPOSING.contains(key) ? parts : 0;
      require(compositions <= MOST_COMPOSITIONS, "A schema is composed of too many");
      if (member instanceof List<?> list) {
        enter(depth);
        list.forEach(part -> schema(part, depth + 1, composed, resource));
      } else {
        schema(member, depth, composed, resource);
      }
    }

    /** Something that is no schema: an example, say. */
    private void value(@Nullable Object value, int depth) {
      enter(depth);
      if (value instanceof Map<?, ?> members) {
        for (Map.Entry<?, ?> member : members.entrySet()) {
          text(String.valueOf(member.getKey()));
          value(member.getValue(), depth + 1);
        }
      } else if (value instanceof List<?> list) {
        list.forEach(element -> value(element, depth + 1));
      } else if (value instanceof String text) {
        text(text);
      }
    }

    private void enter(int depth) {
      values++;
      require(depth <= DEEPEST, "A schema is too deep");
      require(values <= MOST_VALUES, "A schema is too large");
    }

    private static void text(String text) {
      require(text.length() <= LONGEST_TEXT, "A schema has a text that is too long");
      require(
          Texts.isWellFormed(text) && !Texts.hasHidden(text),
          "A schema has characters that nobody sees");
    }

    private static void reference(@Nullable Object member) {
      require(
          member instanceof String text && text.startsWith("#"),
          "A schema refers to something outside of it");
    }

    private static void pattern(@Nullable Object member) {
      require(
          member instanceof String text
              && text.length() <= LONGEST_PATTERN
              && !BACK_REFERENCE.matcher(text).find()
              && compiles(text),
          "A schema has a pattern that is too long, or none");
    }

    private static boolean compiles(String pattern) {
      try {
        Pattern.compile(pattern);
        return true;
      } catch (PatternSyntaxException e) {
        return false;
      }
    }

    private static void require(boolean holds, String rule) {
      if (!holds) {
        throw new RefusedContentException(rule);
      }
    }
  }
}
