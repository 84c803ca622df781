package io.github.jerseymcp.resource;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.glassfish.jersey.server.model.ResourceModel;
import org.glassfish.jersey.uri.PathPattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the protected resources of an application, and the handlers that it leaves open by mistake.
 *
 * <p>Every handler under a protected path must be protected, or opened with {@code @McpPublic};
 * every handler that asks for scopes must belong to a protected resource.
 */
public final class StartupAudit {

  private final List<Handler> handlers;
  private final List<String> problems = new ArrayList<>();

  private StartupAudit(List<Handler> handlers) {
    this.handlers = handlers;
  }

  /**
   * Walks the model of an application.
   *
   * @param metadata the class that serves the metadata documents, which anybody may read
   * @param problems gets a sentence for each handler that is open by mistake, and for annotations
   *     that contradict each other; with any of them the start must fail
   */
  public static Outcome of(ResourceModel model, Class<?> metadata, Consumer<String> problems) {
    StartupAudit audit = new StartupAudit(HandlerWalk.of(model, metadata));
    ProtectedResources resources = audit.run();
    audit.problems.forEach(problems);
    return new Outcome(
        resources, () -> audit.described(resources), () -> new HandlerWays(audit.handlers));
  }

  /**
   * What the audit found.
   *
   * @param resources the protected resources
   * @param handlers tells of all handlers, when asked
   * @param ways finds the ways to them, when asked
   */
  public record Outcome(
      ProtectedResources resources,
      Supplier<List<DescribedHandler>> handlers,
      Supplier<HandlerWays> ways) {}

  private List<DescribedHandler> described(ProtectedResources resources) {
    Set<String> templates = new HashSet<>();
    resources.all().forEach(resource -> templates.add(resource.template()));
    List<DescribedHandler> described = new ArrayList<>();
    for (Handler handler : handlers) {
      described.add(
          new DescribedHandler(
              handler.verb(),
              handler.displayPath(),
              Optional.ofNullable(longest(templates, handler.path())),
              handler.protection().isPublic(),
              handler.protection().demand(),
              handler.opensOperations() ? handler.protection().openOperations() : Set.of(),
              handler.protection().hasOperationRules()
                  ? OperationRules.of(handler.type())
                  : Map.of()));
    }
    return described;
  }

  private ProtectedResources run() {
    ResourceDeclarations declarations = new ResourceDeclarations();
    handlers.forEach(declarations::add);
    problems.addAll(declarations.problems());

    Set<String> templates = declarations.templates();
    OpenHandlers open = new OpenHandlers(templates);
    EndpointRules endpoints = new EndpointRules();
    for (Handler handler : handlers) {
      String template = longest(templates, handler.path());
      open.check(handler, template != null, problems);
      endpoints.check(handler, template != null);
      if (template != null && !handler.protection().isPublic()) {
        declarations.addSupported(template, handler.protection());
      }
    }
    problems.addAll(endpoints.problems());
    problems.addAll(sameTemplates(templates));
    problems.addAll(new MixedHandlers(handlers).problems());
    Map<String, ProtectedResource> resources = declarations.resources();
    return new ProtectedResources(
        List.copyOf(resources.values()),
        new Routes(
            handlers, handler -> longest(resources.keySet(), handler.path()), resources.keySet()),
        known(resources));
  }

  /** Jersey takes templates for one path that differ in the names of their variables alone. */
  private static List<String> sameTemplates(Set<String> templates) {
    Map<String, String> byExpression = new HashMap<>();
    List<String> found = new ArrayList<>();
    for (String template : templates) {
      if (template.indexOf('{') >= 0) {
        String same = byExpression.put(new PathPattern(template).getRegex(), template);
        if (same != null) {
          found.add(
              template + " and " + same + " are one path: give their variables the same names");
        }
      }
    }
    return found;
  }

  /**
   * The longest template of a protected resource that is the beginning of the path of a handler.
   */
  private static @Nullable String longest(Set<String> templates, String path) {
    for (int end = path.length(); end >= 0; end = end == 0 ? -1 : path.lastIndexOf('/', end - 1)) {
      String beginning = path.substring(0, end);
      if (templates.contains(beginning)) {
        return beginning;
      }
    }
    return null;
  }

  private Map<HandlerKey, AuditedHandler> known(Map<String, ProtectedResource> resources) {
    Map<HandlerKey, AuditedHandler> known = new HashMap<>(2 * handlers.size());
    for (Handler handler : handlers) {
      String template = longest(resources.keySet(), handler.path());
      ProtectedResource resource = template == null ? null : resources.get(template);
      HandlerKey key = new HandlerKey(handler.type(), handler.method());
      AuditedHandler here =
          new AuditedHandler(handler.protection(), resource == null ? Set.of() : Set.of(resource));
      AuditedHandler before = known.put(key, here);
      if (before != null) {
        known.put(key, before.merge(here));
      }
    }
    return known;
  }

  /** Identifies a handler as Jersey hands it to a {@code DynamicFeature}. */
  record HandlerKey(Class<?> type, Method method) {

    // Written out, since a JVM that has just begun takes long over what a record comes with.

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof HandlerKey key && type == key.type && method.equals(key.method);
    }

    @Override
    public int hashCode() {
      return 31 * type.hashCode() + method.hashCode();
    }
  }
}
