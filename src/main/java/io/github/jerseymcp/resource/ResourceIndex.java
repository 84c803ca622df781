package io.github.jerseymcp.resource;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import org.glassfish.jersey.uri.PathPattern;
import org.glassfish.jersey.uri.PathPattern.RightHandPath;
import org.jspecify.annotations.Nullable;

/**
 * Finds the longest protected path that a concrete path lies under. Immutable and thread-safe.
 *
 * <p>Literal paths are found by hash, one look-up per segment, however many resources there are.
 * Templates are tried only below their literal beginning.
 */
final class ResourceIndex {

  private final Map<String, ResourceMatch> literal = new HashMap<>();
  private final Map<String, List<Template>> templates = new HashMap<>();
  private final int longestKey;

  ResourceIndex(Collection<ProtectedResource> resources) {
    for (ProtectedResource resource : resources) {
      if (resource.isTemplate()) {
        templates
            .computeIfAbsent(literalBeginning(resource.template()), beginning -> new ArrayList<>())
            .add(Template.of(resource));
      } else {
        literal.put(resource.template(), new ResourceMatch(resource, resource.template()));
      }
    }
    templates
        .values()
        .forEach(same -> same.sort((a, b) -> PathPattern.COMPARATOR.compare(a.pattern, b.pattern)));
    longestKey = Math.max(longest(literal.keySet()), longest(templates.keySet()));
  }

  private static int longest(Set<String> keys) {
    int longest = 0;
    for (String key : keys) {
      longest = Math.max(longest, key.length());
    }
    return longest;
  }

  /** The match with the longest concrete path; among equals a literal one. */
  @Nullable ResourceMatch longest(String path) {
    Candidate best = null;
    // Looking at no more of the path than can be a key bounds what an unauthenticated caller costs.
    int start = path.length() <= longestKey ? path.length() : path.lastIndexOf('/', longestKey);
    for (int end = start; end >= 0; end = end == 0 ? -1 : path.lastIndexOf('/', end - 1)) {
      String beginning = path.substring(0, end);
      ResourceMatch exact = literal.get(beginning);
      if (exact != null && templates.isEmpty()) {
        return exact;
      }
      if (exact != null && (best == null || best.end <= end)) {
        best = new Candidate(exact.resource(), end);
      }
      if (!templates.isEmpty()) {
        best = longestTemplate(beginning, path, best);
      }
    }
    return best == null ? null : best.match(path);
  }

  /** The match of the resource with this template; null if the path does not lie under it. */
  @Nullable ResourceMatch at(String template, String path) {
    ResourceMatch exact = literal.get(template);
    if (exact != null) {
      return exact;
    }
    for (List<Template> same : templates.values()) {
      for (Template one : same) {
        int end = one.resource.template().equals(template) ? one.endOf(path) : -1;
        if (end >= 0) {
          return new Candidate(one.resource, end).match(path);
        }
      }
    }
    return null;
  }

  private @Nullable Candidate longestTemplate(
      String beginning, String path, @Nullable Candidate best) {
    for (Template template : templates.getOrDefault(beginning, List.of())) {
      int end = template.endOf(path);
      if (end >= 0 && (best == null || end > best.end)) {
        best = new Candidate(template.resource, end);
      }
    }
    return best;
  }

  /**
   * A resource that a path lies under.
   *
   * @param end where its own path ends, a slash before an empty last variable included
   */
  private record Candidate(ProtectedResource resource, int end) {

    ResourceMatch match(String path) {
      int trimmed = end;
      while (trimmed > 0 && path.charAt(trimmed - 1) == '/') {
        trimmed--;
      }
      return new ResourceMatch(resource, path.substring(0, trimmed));
    }
  }

  private static String literalBeginning(String template) {
    return template.substring(0, template.lastIndexOf('/', template.indexOf('{')));
  }

  private record Template(ProtectedResource resource, PathPattern pattern) {

    static Template of(ProtectedResource resource) {
      return new Template(
          resource,
          new PathPattern(resource.template(), RightHandPath.capturingZeroOrMoreSegments));
    }

    /** Where the path of the resource ends, or -1 if the path does not lie under it. */
    int endOf(String path) {
      MatchResult match = pattern.match(path);
      if (match == null) {
        return -1;
      }
      String rest = match.group(match.groupCount());
      return path.length() - (rest == null ? 0 : rest.length());
    }
  }
}
