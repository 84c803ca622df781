package io.github.jerseymcp.resource;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.glassfish.jersey.server.model.ResourceModel;

/**
 * Finds the protected resources of an application, and the handlers that it leaves open by mistake.
 *
 * <p>Every handler under a protected path must be protected, or opened with {@code @McpPublic};
 * every handler that asks for scopes must belong to a protected resource.
 */
public final class StartupAudit {

  private final List<Handler> handlers;
  private final List<String> problems = new ArrayList<>();
  private final Map<String, ProtectedResource> resources = new LinkedHashMap<>();

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
  public static ProtectedResources of(
      ResourceModel model, Class<?> metadata, Consumer<String> problems) {
    StartupAudit audit = new StartupAudit(HandlerWalk.of(model, metadata));
    ProtectedResources resources = audit.run();
    audit.problems.forEach(problems);
    return resources;
  }

  private ProtectedResources run() {
    ResourceDeclarations declarations = new ResourceDeclarations();
    handlers.forEach(declarations::add);
    declarations.resources().forEach(resource -> resources.put(resource.template(), resource));
    problems.addAll(declarations.problems());

    OpenHandlers open = new OpenHandlers(resources.values());
    for (Handler handler : handlers) {
      open.check(handler, templatesOf(handler), problems);
    }
    problems.addAll(new MixedHandlers(handlers).problems());
    addSupportedScopes();
    return new ProtectedResources(
        List.copyOf(resources.values()), new PublicHandlers(handlers), known());
  }

  /** The protected resources whose template is the beginning of the path of a handler. */
  private List<String> templatesOf(Handler handler) {
    List<String> found = new ArrayList<>();
    String path = handler.path();
    for (int end = path.length(); end >= 0; end = end == 0 ? -1 : path.lastIndexOf('/', end - 1)) {
      String beginning = path.substring(0, end);
      if (resources.containsKey(beginning)) {
        found.add(beginning);
      }
    }
    return found;
  }

  private void addSupportedScopes() {
    for (Handler handler : handlers) {
      List<String> templates = templatesOf(handler);
      if (!templates.isEmpty() && !handler.protection().isPublic()) {
        resources.computeIfPresent(
            templates.get(0), (template, resource) -> with(resource, handler.protection()));
      }
    }
  }

  private static ProtectedResource with(ProtectedResource resource, Protection protection) {
    Set<String> supported = new LinkedHashSet<>(resource.scopesSupported());
    supported.addAll(protection.requirement().mentioned());
    supported.addAll(protection.operationScopes());
    return supported.size() > resource.scopesSupported().size()
        ? new ProtectedResource(
            resource.template(),
            resource.scopes(),
            supported,
            resource.issuers(),
            resource.dpop(),
            resource.name(),
            resource.documentation())
        : resource;
  }

  private Map<HandlerKey, KnownHandler> known() {
    Map<HandlerKey, KnownHandler> known = new HashMap<>();
    for (Handler handler : handlers) {
      Set<ProtectedResource> belongsTo = new LinkedHashSet<>();
      templatesOf(handler).stream().findFirst().map(resources::get).ifPresent(belongsTo::add);
      known.merge(
          new HandlerKey(handler.type(), handler.method()),
          new KnownHandler(handler.protection(), belongsTo),
          KnownHandler::merge);
    }
    return known;
  }

  /** Identifies a handler as Jersey hands it to a {@code DynamicFeature}. */
  record HandlerKey(Class<?> type, Method method) {}
}
