package io.github.jerseymcp.server;

import io.github.jerseymcp.resource.KnownHandler;
import io.github.jerseymcp.resource.Protection;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import java.lang.reflect.Method;
import java.util.Optional;

/**
 * Puts two filters on every method that needs a caller: one that requires him, one that checks his
 * scopes. Methods of other resources get none.
 */
final class ProtectionFeature implements DynamicFeature {

  private static final String JERSEY = "org.glassfish.jersey.";

  private final ApplicationSecurity security;

  ProtectionFeature(ApplicationSecurity security) {
    this.security = security;
  }

  @Override
  public void configure(ResourceInfo resource, FeatureContext context) {
    Class<?> type = resource.getResourceClass();
    Method method = resource.getResourceMethod();
    if (type == MetadataResource.class || type.getName().startsWith(JERSEY)) {
      return;
    }
    Optional<KnownHandler> known = security.resources().handler(type, method);
    if (known.isPresent() && !known.get().needsCaller()) {
      return;
    }
    Protection protection =
        known.map(KnownHandler::protection).orElseGet(() -> Protection.of(type, method, method));
    context.register(
        new RequireCaller(
            known, protection.isProtected(), security.challenges(), security.writer()));
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
