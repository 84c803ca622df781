package io.github.jerseymcp.server;

import io.github.jerseymcp.container.ClassPath;
import io.github.jerseymcp.container.GrizzlyWriteQueue;
import io.github.jerseymcp.request.FindProtectedResource;
import io.github.jerseymcp.resource.AuditedHandler;
import io.github.jerseymcp.resource.HandlerProtection;
import io.github.jerseymcp.resource.ProtectedResources;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.glassfish.hk2.api.ServiceLocator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts two filters on every method: one that requires a caller, one that checks the scopes of the
 * caller and how its user has signed in.
 *
 * <p>The documents, and the methods that {@code @McpPublic} opens, get none. A method that lies
 * under no protected resource gets them too, since a locator that does not say what it returns may
 * lead there from a protected one; to other requests the filters do nothing. Jersey's own handlers,
 * for OPTIONS say, get one filter that is both ({@link MethodLock}).
 */
final class ProtectionFeature implements DynamicFeature {

  private static final String JERSEY = "org.glassfish.jersey.";
  private static final List<String> WADL =
      List.of(
          "org.glassfish.jersey.server.wadl.internal.",
          "org.glassfish.jersey.server.wadl.processor.WadlModelProcessor");

  // Jersey would otherwise look for contract and priority of each filter, again for every method.
  private static final Map<Class<?>, Integer> AUTHENTICATION =
      Map.of(ContainerRequestFilter.class, Priorities.AUTHENTICATION);
  private static final Map<Class<?>, Integer> AUTHORIZATION =
      Map.of(ContainerRequestFilter.class, Priorities.AUTHORIZATION);

  private static final Logger logger = LoggerFactory.getLogger(ProtectionFeature.class);

  private final ApplicationSecurity security;

  private final Supplier<ProtectedResources> resources;
  private final RequireAsync requireAsync;
  private final FindProtectedResource find;
  private final Optional<ContainerRequestFilter> writeQueue;

  /** Of Jersey's own handlers, of which it puts the same few on every path. */
  private final Map<Class<?>, Map<Method, MethodLock>> jerseys = new ConcurrentHashMap<>();

  ProtectionFeature(ApplicationSecurity security, ServiceLocator services) {
    this.security = security;
    this.requireAsync = new RequireAsync(services, security.writer());
    this.writeQueue =
        ClassPath.has(ClassPath.GRIZZLY)
            ? Optional.of(new GrizzlyWriteQueue(services))
            : Optional.empty();
    this.resources = security::resources;
    this.find = security.find();
  }

  @Override
  public void configure(ResourceInfo resource, FeatureContext context) {
    Class<?> type = resource.getResourceClass();
    Method method = resource.getResourceMethod();
    if (type == MetadataResource.class) {
      return;
    }
    Optional<AuditedHandler> known = security.resources().handler(type, method);
    if (known.isPresent() && known.get().protection().isPublic()) {
      return;
    }
    if (WADL.stream().anyMatch(type.getName()::startsWith)
        && !security.resources().all().isEmpty()) {
      context.register(new HideDescription(security.writer()), AUTHENTICATION);
      return;
    }
    if (type.getName().startsWith(JERSEY)) {
      context.register(
          jerseys
              .computeIfAbsent(type, own -> new ConcurrentHashMap<>())
              .computeIfAbsent(method, own -> both(type, own)),
          AUTHENTICATION);
      return;
    }
    HandlerProtection protection =
        known.isPresent() ? known.get().protection() : HandlerProtection.of(type, method, method);
    if (known.isEmpty() && !protection.problems().isEmpty()) {
      // The start would have stopped if it had seen this.
      logger.error("{}.{} {}", type.getName(), method.getName(), protection.problems());
      context.register(new RefuseAll(security.writer()), AUTHENTICATION);
      return;
    }
    context.register(
        requireCaller(known, protection, protection.opensOperationsBy(method)), AUTHENTICATION);
    context.register(authorise(known, protection), AUTHORIZATION);
    if (RequireAsync.isNeededBy(method)) {
      context.register(requireAsync, AUTHORIZATION);
      writeQueue.ifPresent(filter -> context.register(filter, AUTHORIZATION));
    }
  }

  private MethodLock both(Class<?> type, Method method) {
    HandlerProtection protection = HandlerProtection.of(type, method, method);
    return new MethodLock(
        requireCaller(Optional.empty(), protection, false),
        authorise(Optional.empty(), protection));
  }

  private RequireCaller requireCaller(
      Optional<AuditedHandler> known, HandlerProtection protection, boolean opensOperations) {
    return new RequireCaller(
        known,
        resources,
        find,
        protection.isProtected(),
        protection.restrictsTokens(),
        known.isPresent() && opensOperations,
        security.challenges(),
        security.writer());
  }

  private Authorise authorise(Optional<AuditedHandler> known, HandlerProtection protection) {
    return new Authorise(protection.demand(), known, security.callerRules(), security.refusals());
  }
}
