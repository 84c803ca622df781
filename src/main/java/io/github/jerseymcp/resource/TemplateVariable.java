package io.github.jerseymcp.resource;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.glassfish.jersey.uri.PathPattern;
import org.glassfish.jersey.uri.PathPattern.RightHandPath;

/** One variable of a path template. Immutable and thread-safe. */
public final class TemplateVariable {

  private final PathPattern pattern;
  private final String name;

  private TemplateVariable(PathPattern pattern, String name) {
    this.pattern = pattern;
    this.name = name;
  }

  /** A variable by its name; empty if the template of the resource has none of that name. */
  public static Optional<TemplateVariable> of(ProtectedResource resource, String name) {
    if (!resource.isTemplate()) {
      return Optional.empty();
    }
    PathPattern pattern = new PathPattern(resource.template(), RightHandPath.capturingZeroSegments);
    return pattern.getTemplate().getTemplateVariables().contains(name)
        ? Optional.of(new TemplateVariable(pattern, name))
        : Optional.empty();
  }

  /** Whether a template, the rest of a path behind that of a resource, names it again. */
  public static boolean isIn(String template, String name) {
    return new PathPattern(template).getTemplate().getTemplateVariables().contains(name);
  }

  /**
   * Its value, as it stands in the concrete path of the resource; empty if that does not fit, or
   * the variable is there twice with two values.
   */
  public String valueIn(String path) {
    Map<String, String> values = new HashMap<>();
    return pattern.getTemplate().match(path, values) ? values.getOrDefault(name, "") : "";
  }
}
