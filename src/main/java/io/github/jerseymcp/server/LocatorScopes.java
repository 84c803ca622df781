package io.github.jerseymcp.server;

import io.github.jerseymcp.resource.Protection;
import io.github.jerseymcp.resource.ScopeRequirement;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.glassfish.jersey.server.ExtendedUriInfo;
import org.glassfish.jersey.server.model.Invocable;
import org.glassfish.jersey.server.model.ResourceMethod;

/**
 * Finds the scopes that the sub-resource locators on the way to a method ask for. Thread-safe.
 *
 * <p>What is remembered is bounded by the locator methods of the application.
 */
final class LocatorScopes {

  private final Map<Locator, ScopeRequirement> known = new ConcurrentHashMap<>();

  ScopeRequirement addTo(ScopeRequirement needed, ContainerRequestContext context) {
    if (!(context.getUriInfo() instanceof ExtendedUriInfo uri)) {
      return needed;
    }
    List<ResourceMethod> locators = uri.getMatchedResourceLocators();
    if (locators.isEmpty()) {
      return needed;
    }
    // A locator that leads to itself asks for the same again, however long the path is.
    Set<ScopeRequirement> distinct = new LinkedHashSet<>();
    for (ResourceMethod locator : locators) {
      distinct.add(of(locator.getInvocable()));
    }
    ScopeRequirement all = needed;
    for (ScopeRequirement one : distinct) {
      all = all.and(one);
    }
    return all;
  }

  private ScopeRequirement of(Invocable locator) {
    return known.computeIfAbsent(
        new Locator(locator.getHandler().getHandlerClass(), locator.getHandlingMethod()),
        key ->
            Protection.of(key.type(), key.method(), locator.getDefinitionMethod()).requirement());
  }

  private record Locator(Class<?> type, Method method) {}
}
