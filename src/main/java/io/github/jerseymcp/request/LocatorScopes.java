package io.github.jerseymcp.request;

import io.github.jerseymcp.resource.HandlerProtection;
import io.github.jerseymcp.resource.ScopeRequirement;
import jakarta.ws.rs.InternalServerErrorException;
import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.glassfish.jersey.server.model.Invocable;
import org.glassfish.jersey.server.model.ResourceMethod;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the scopes that the sub-resource locators on the way to a method ask for. Thread-safe.
 *
 * <p>What is remembered is bounded by the locator methods of the application.
 */
public final class LocatorScopes {

  private static final Logger logger = LoggerFactory.getLogger(LocatorScopes.class);

  private final Map<Locator, ScopeRequirement> known = new ConcurrentHashMap<>();

  /** What is needed at the end of the way, and on it. */
  public List<ScopeRequirement> addTo(ScopeRequirement needed, MatchedWay way) {
    List<ScopeRequirement> all = List.of(needed);
    if (way.isDirect()) {
      return all;
    }
    // A locator that leads to itself asks for the same again, however long the path is.
    Set<ScopeRequirement> distinct = new LinkedHashSet<>();
    for (ResourceMethod locator : way.locators()) {
      distinct.add(of(locator.getInvocable()));
    }
    for (ScopeRequirement one : distinct) {
      all = ScopeRequirement.and(all, one);
    }
    return all;
  }

  private ScopeRequirement of(Invocable locator) {
    return known.computeIfAbsent(
        new Locator(locator.getHandler().getHandlerClass(), locator.getHandlingMethod()),
        key ->
            requirement(
                HandlerProtection.of(key.type(), key.method(), locator.getDefinitionMethod())));
  }

  /** What is wrong with a locator that the start saw has stopped it. */
  private static ScopeRequirement requirement(HandlerProtection protection) {
    if (!protection.problems().isEmpty()) {
      logger.error("A locator was refused, since it {}", protection.problems());
      throw new InternalServerErrorException();
    }
    return protection.requirement();
  }

  private record Locator(Class<?> type, Method method) {}
}
