package io.github.jerseymcp.request;

import io.github.jerseymcp.resource.Demand;
import io.github.jerseymcp.resource.HandlerProtection;
import jakarta.ws.rs.InternalServerErrorException;
import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.glassfish.jersey.server.model.Invocable;
import org.glassfish.jersey.server.model.ResourceMethod;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what the sub-resource locators on the way to a method ask for. Thread-safe.
 *
 * <p>What is remembered is bounded by the locator methods of the application.
 */
final class LocatorDemands {

  private static final Logger logger = LoggerFactory.getLogger(LocatorDemands.class);

  private final Map<Locator, Demand> known = new ConcurrentHashMap<>();

  /** What is needed at the end of the way, and on it. */
  RequestDemand addTo(Demand needed, MatchedWay way) {
    RequestDemand all = RequestDemand.of(needed);
    if (way.isDirect()) {
      return all;
    }
    // A locator that leads to itself asks for the same again, however long the path is.
    Set<Demand> distinct = new LinkedHashSet<>();
    for (ResourceMethod locator : way.locators()) {
      distinct.add(of(locator.getInvocable()));
    }
    for (Demand one : distinct) {
      all = all.and(one);
    }
    return all;
  }

  private Demand of(Invocable locator) {
    return known.computeIfAbsent(
        new Locator(locator.getHandler().getHandlerClass(), locator.getHandlingMethod()),
        key ->
            demand(HandlerProtection.of(key.type(), key.method(), locator.getDefinitionMethod())));
  }

  /** What is wrong with a locator that the start saw has stopped it. */
  private static Demand demand(HandlerProtection protection) {
    if (!protection.problems().isEmpty()) {
      logger.error("A locator was refused, since it {}", protection.problems());
      throw new InternalServerErrorException();
    }
    return protection.demand();
  }

  private record Locator(Class<?> type, Method method) {}
}
