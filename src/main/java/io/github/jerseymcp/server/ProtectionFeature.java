package io.github.jerseymcp.server;

import io.github.jerseymcp.resource.KnownHandler;
import io.github.jerseymcp.resource.Protection;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Puts two filters on every method: one that requires a caller, one that checks his scopes.
 *
 * <p>Only the documents and what {@code @McpPublic} opens get none. A method that lies under no
 * protected resource has them too, since a locator that does not say what it returns may lead there
 * from a protected one; to other requests the filters do nothing. So have Jersey's own answers to
 * OPTIONS.
 */
final class ProtectionFeature implements DynamicFeature {

  private static final String JERSEY = "org.glassfish.jersey.";

  private static final Map<Class<?>, Integer> AUTHENTICATION =
      Map.of(ContainerRequestFilter.class, Priorities.AUTHENTICATION);
  private static final Map<Class<?>, Integer> AUTHORIZATION =
      Map.of(ContainerRequestFilter.class, Priorities.AUTHORIZATION);

  private final ApplicationSecurity security;

  /** Of Jersey's own handlers, of which it puts the same few on every path. */
  private final Map<Class<?>, Map<Method, Locks>> jerseys = new ConcurrentHashMap<>();

  ProtectionFeature(ApplicationSecurity security) {
    this.security = security;
  }

  @Override
  public void configure(ResourceInfo resource, FeatureContext context) {
    Class<?> type = resource.getResourceClass();
    Method method = resource.getResourceMethod();
    if (type == MetadataResource.class) {
      return;
    }
    Optional<KnownHandler> known = security.resources().handler(type, method);
    if (known.isPresent() && known.get().protection().isPublic()) {
      return;
    }
    Locks locks;
    if (known.isPresent()) {
      locks = new Locks(known, known.get().protection());
    } else if (type.getName().startsWith(JERSEY)) {
      locks =
          jerseys
              .computeIfAbsent(type, own -> new ConcurrentHashMap<>())
              .computeIfAbsent(method, own -> unknown(type, own));
    } else {
      locks = unknown(type, method);
    }
    // Jersey would otherwise look for the contracts of each, again for every method.
    context.register(locks.requireCaller, AUTHENTICATION);
    context.register(locks.authorise, AUTHORIZATION);
  }

  private Locks unknown(Class<?> type, Method method) {
    return new Locks(Optional.empty(), Protection.of(type, method, method));
  }

  /** The two filters of a method; they keep nothing of a request. */
  private final class Locks {

    private final RequireCaller requireCaller;
    private final Authorise authorise;

    Locks(Optional<KnownHandler> known, Protection protection) {
      requireCaller =
          new RequireCaller(
              known,
              security::resources,
              protection.isProtected(),
              protection.restrictsTokens(),
              security.challenges(),
              security.writer());
      authorise =
          new Authorise(
              protection.requirement(),
              known,
              security.locatorScopes(),
              security.settings().scopes(),
              security.challenges(),
              security.log(),
              security.writer());
    }
  }
}
