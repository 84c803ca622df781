package io.github.jerseymcp.mcp.header;

import io.modelcontextprotocol.spec.McpSchema.ListToolsResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which argument of a tool each {@code Mcp-Param-*} field mirrors, as {@code x-mcp-header} in the
 * tool's schema says (MCP 2026-07-28, custom headers from tool parameters; SEP-2243).
 */
public final class AnnotatedHeaders {

  private static final String ANNOTATION = "x-mcp-header";
  private static final String PROPERTIES = "properties";

  /** A field name of RFC 9110 section 5.1. */
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  private static final Set<String> TYPES = Set.of("string", "integer", "boolean");

  /** Keywords of JSON Schema whose values are data, and no schemas. */
  private static final Set<String> DATA = Set.of("const", "default", "enum", "examples");

  /** Keywords whose members are schemas under names of the author's choice. */
  private static final Set<String> NAMED =
      Set.of(PROPERTIES, "patternProperties", "$defs", "definitions", "dependentSchemas");

  private final Map<String, List<String>> paths = new HashMap<>();

  private AnnotatedHeaders() {}

  /**
   * The fields of a schema, without their prefix and in lower case, each with the way through the
   * arguments to the one that it mirrors.
   *
   * @throws IllegalArgumentException if an annotation is one that clients must not accept
   */
  public static Map<String, List<String>> of(@Nullable Map<String, Object> schema) {
    AnnotatedHeaders headers = new AnnotatedHeaders();
    if (schema != null) {
      headers.read(schema, List.of(), true);
    }
    return headers.paths;
  }

  /**
   * Checks a schema. What has no annotation, as most, costs a look at its keywords.
   *
   * @throws IllegalArgumentException if an annotation is one that clients must not accept
   */
  public static void check(@Nullable Map<String, Object> schema) {
    if (schema != null && mentions(schema)) {
      var unused = of(schema);
    }
  }

  /**
   * Checks the tools of a server.
   *
   * @throws IllegalArgumentException if an annotation is one that clients must not accept
   */
  public static void check(ListToolsResult list) {
    for (Tool tool : list.tools()) {
      try {
        check(tool.inputSchema());
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "The schema of tool " + tool.name() + " has an x-mcp-header " + e.getMessage(), e);
      }
    }
  }

  /** Whether the annotation is anywhere, be it among data; an iterator is all that it makes. */
  private static boolean mentions(@Nullable Object value) {
    if (value instanceof Map<?, ?> members) {
      if (members.containsKey(ANNOTATION)) {
        return true;
      }
      for (Object member : members.values()) {
        if (mentions(member)) {
          return true;
        }
      }
    } else if (value instanceof List<?> elements) {
      for (Object element : elements) {
        if (mentions(element)) {
          return true;
        }
      }
    }
    return false;
  }

  private void read(Map<?, ?> schema, List<String> path, boolean reachable) {
    Object annotation = schema.get(ANNOTATION);
    if (annotation != null) {
      take(annotation, schema.get("type"), path, reachable);
    }
    schema.forEach(
        (keyword, value) -> {
          if (NAMED.contains(keyword) && value instanceof Map<?, ?> schemas) {
            boolean further = reachable && PROPERTIES.equals(keyword);
            schemas.forEach((name, each) -> readIn(each, longer(path, name), further));
          } else if (!DATA.contains(keyword)) {
            readIn(value, path, false);
          }
        });
  }

  private void readIn(@Nullable Object value, List<String> path, boolean reachable) {
    if (value instanceof Map<?, ?> schema) {
      read(schema, path, reachable);
    } else if (value instanceof List<?> schemas) {
      schemas.forEach(each -> readIn(each, path, false));
    }
  }

  private void take(
      Object annotation, @Nullable Object type, List<String> path, boolean reachable) {
    if (!reachable || path.isEmpty()) {
      throw new IllegalArgumentException("on what is not reached by properties alone");
    }
    if (!(annotation instanceof String name) || !TOKEN.matcher(name).matches()) {
      throw new IllegalArgumentException("that is no name of a header field");
    }
    if (!(type instanceof String one) || !TYPES.contains(one)) {
      throw new IllegalArgumentException("on what is no string, integer or boolean");
    }
    if (paths.putIfAbsent(name.toLowerCase(Locale.ROOT), path) != null) {
      throw new IllegalArgumentException("that is there twice");
    }
  }

  private static List<String> longer(List<String> path, Object name) {
    List<String> longer = new ArrayList<>(path);
    longer.add(String.valueOf(name));
    return List.copyOf(longer);
  }
}
