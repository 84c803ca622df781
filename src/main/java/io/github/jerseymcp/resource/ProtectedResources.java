package io.github.jerseymcp.resource;

import io.github.jerseymcp.resource.StartupAudit.HandlerKey;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All protected resources of one application, as its start found them. Immutable and thread-safe.
 */
public final class ProtectedResources {

  private final List<ProtectedResource> all;
  private final ResourceIndex index;
  private final Routes routes;
  private final Map<HandlerKey, AuditedHandler> handlers;

  /** Takes over the map, which nobody may change any more. */
  ProtectedResources(
      List<ProtectedResource> all, Routes routes, Map<HandlerKey, AuditedHandler> handlers) {
    this.all = List.copyOf(all);
    this.index = new ResourceIndex(all);
    this.routes = routes;
    this.handlers = handlers;
  }

  /** The resources, in the order they were found. */
  public List<ProtectedResource> all() {
    return all;
  }

  /**
   * Finds the resource that a request path belongs to: the longest annotated path.
   *
   * @param rawPath the undecoded path, relative to the base of the application
   */
  public Optional<ResourceMatch> find(String rawPath) {
    RequestPath path = RequestPath.of(rawPath);
    ResourceMatch match = owner(path.matched());
    if (match == null && !path.lenient().equals(path.matched())) {
      match = index.longest(path.lenient());
    }
    return match == null ? Optional.empty() : Optional.of(spelled(match));
  }

  /**
   * Finds the resource whose path is exactly this one, to serve its document.
   *
   * @param rawPath the undecoded path with a leading slash, relative to the base of the application
   */
  public Optional<ResourceMatch> findExactly(String rawPath) {
    int begin = rawPath.startsWith("/") ? 1 : 0;
    int end = rawPath.length();
    while (end > begin && rawPath.charAt(end - 1) == '/') {
      end--;
    }
    String path = end == begin ? "" : "/" + rawPath.substring(begin, end);
    if (path.indexOf(';') >= 0 || hasDots(ConcretePath.of(path) + "/")) {
      return Optional.empty();
    }
    // The last variable of a template may be empty, and then a request has the slash before it.
    return exactly(path, path).or(() -> exactly(path + "/", path)).map(ProtectedResources::spelled);
  }

  /** Clients remove such segments, so no identifier has them. */
  private static boolean hasDots(String path) {
    return path.contains("/../") || path.contains("/./");
  }

  /**
   * The longest; but where that is a template, and Jersey routes the path to another resource, then
   * that one. What lies under a literal path is its own whatever else could match.
   */
  private @Nullable ResourceMatch owner(String path) {
    ResourceMatch longest = index.longest(path);
    boolean isSure = longest == null || !longest.resource().isTemplate();
    String owner = isSure ? null : routes.ownerOf(path);
    if (longest == null || owner == null || owner.equals(longest.resource().template())) {
      return longest;
    }
    ResourceMatch routed = index.at(owner, path);
    return routed == null ? longest : routed;
  }

  private Optional<ResourceMatch> exactly(String matched, String path) {
    return Optional.ofNullable(owner(matched)).filter(found -> found.path().equals(path));
  }

  /** Whether the most specific handler of a path and verb is opened with {@code @McpPublic}. */
  public boolean isPublic(String verb, String rawPath) {
    return routes.areThereAnyPublic() && routes.isPublic(verb, RequestPath.of(rawPath).matched());
  }

  /** Whether any MCP endpoint opens operations to anybody. */
  public boolean areThereOpenOperations() {
    return routes.areThereOpenOperations();
  }

  /** Whether a POST to this path is a message to an MCP endpoint that opens operations. */
  public boolean opensOperations(String rawPath) {
    return routes.areThereOpenOperations()
        && routes.opensOperations(RequestPath.of(rawPath).matched());
  }

  /**
   * What is known to be demanded by locators on the way of a path and behind them: all of it; none
   * if there is no locator on it.
   */
  public List<Demand> locatorDemands(String verb, String rawPath) {
    return routes.locatorDemands(verb, RequestPath.of(rawPath).matched());
  }

  /**
   * What the start found out about a handler; empty for one that only a request can find, because a
   * locator does not declare what it returns.
   */
  public Optional<AuditedHandler> handler(Class<?> type, Method method) {
    return Optional.ofNullable(handlers.get(new HandlerKey(type, method)));
  }

  private static ResourceMatch spelled(ResourceMatch match) {
    return match.resource().isTemplate()
        ? new ResourceMatch(match.resource(), ConcretePath.of(match.path()))
        : match;
  }
}
