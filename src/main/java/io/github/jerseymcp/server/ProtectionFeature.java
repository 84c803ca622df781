package io.github.jerseymcp.server;

import io.github.jerseymcp.resource.KnownHandler;
import io.github.jerseymcp.resource.Protection;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import java.lang.reflect.Method;
import java.util.Optional;

/**
 * Puts two filters on every method: one that requires a caller, one that checks his scopes.
 *
 * <p>Only the documents and what {@code @McpPublic} opens get none. A method that lies under no
 * protected resource has them too, since a locator that does not say what it returns may lead there
 * from a protected one; to other requests the filters do nothing. So have Jersey's own answers to
 * OPTIONS.
 */
final class ProtectionFeature implements DynamicFeature {

  private final ApplicationSecurity security;

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
    if (known.filter(handler -> handler.protection().isPublic()).isPresent()) {
      return;
    }
    Protection protection =
        known.map(KnownHandler::protection).orElseGet(() -> Protection.of(type, method, method));
    context.register(
        new RequireCaller(
            known,
            security::resources,
            protection.isProtected(),
            protection.restrictsTokens(),
            security.challenges(),
            security.writer()));
    context.register(
        new Authorise(
            protection.requirement(),
            known,
            security.locatorScopes(),
            security.settings().scopes(),
            security.challenges(),
            security.log(),
            security.writer()));
  }
}
