package io.github.jerseymcp.server;

import io.github.jerseymcp.body.BodyTooLargeMapper;
import io.github.jerseymcp.body.DecodedBodyInterceptor;
import io.github.jerseymcp.body.RefusedBodyInterceptor;
import io.github.jerseymcp.body.RefusedBodyMapper;
import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.config.McpSecurityProperties;
import io.github.jerseymcp.config.Settings;
import io.github.jerseymcp.container.ClassCopies;
import io.github.jerseymcp.container.CloseAtShutdown;
import io.github.jerseymcp.logout.LogoutRoute;
import io.github.jerseymcp.request.CallerRequiredMapper;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;
import java.lang.invoke.MethodHandles;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.glassfish.hk2.api.ServiceLocator;
import org.glassfish.jersey.server.ServerProperties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Protects the resources of a Jersey application that are annotated with {@link
 * io.github.jerseymcp.McpProtected}.
 *
 * <pre>{@code
 * new ResourceConfig(NotesEndpoint.class)
 *     .register(McpSecurityFeature.create(McpSecurityConfig.builder("https://mcp.example.com")
 *         .issuer("https://auth.example.com")
 *         .build()));
 * }</pre>
 *
 * <p>Registered as a class, it takes its configuration from the properties {@code mcp.security.*}
 * of the application. The start fails, with a list of everything that is wrong, if the
 * configuration is not valid or a handler under a protected path is left open. It also fails if two
 * features with different configurations are registered. An instance may be registered with several
 * applications, each of which is protected on its own.
 */
public sealed class McpSecurityFeature implements Feature {

  private static final Logger logger = LoggerFactory.getLogger(McpSecurityFeature.class);

  private final Optional<McpSecurityConfig> config;

  /** One instance may be prepared for several applications that start at the same time. */
  @SuppressWarnings("ThreadLocalUsage") // Each instance is prepared by itself.
  private final ThreadLocal<@Nullable ServiceLocator> prepared = new ThreadLocal<>();

  /** For registration as a class: the configuration comes from the application's properties. */
  public McpSecurityFeature() {
    this(Optional.empty());
  }

  private McpSecurityFeature(Optional<McpSecurityConfig> config) {
    this.config = config;
  }

  /** A feature with this configuration. */
  public static McpSecurityFeature create(McpSecurityConfig config) {
    try {
      return ClassCopies.of(Copied.class, McpSecurityFeature.class, MethodHandles.lookup())
          .getDeclaredConstructor(McpSecurityConfig.class)
          .newInstance(config);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("A feature cannot be made", e);
    }
  }

  /** Called by Jersey, on the thread that calls {@link #configure} next. */
  @Inject
  final void prepare(ServiceLocator services) {
    prepared.set(services);
  }

  /** What this thread was prepared with, once. */
  final @Nullable ServiceLocator takePrepared() {
    ServiceLocator present = prepared.get();
    prepared.remove();
    return present;
  }

  @Override
  public final boolean configure(FeatureContext context) {
    ServiceLocator present = takePrepared();
    if (present == null) {
      throw new IllegalStateException(
          "Jersey has not prepared McpSecurityFeature: register it with the application, and have"
              + " jersey-hk2 on the class path");
    }
    return BrokenStarts.remember(
        Optional.ofNullable(present.getService(Application.class)),
        () -> protect(context, present));
  }

  private boolean protect(FeatureContext context, ServiceLocator present) {
    Optional<AuditAtStart> before =
        context.getConfiguration().getInstances().stream()
            .filter(AuditAtStart.class::isInstance)
            .map(AuditAtStart.class::cast)
            .findFirst();
    if (before.isPresent()) {
      if (config.isEmpty() || !before.get().isOf(config.get())) {
        before.get().security().close();
        throw new IllegalStateException(
            "McpSecurityFeature is registered with two configurations, of which one would have no"
                + " effect: register it once");
      }
      return false;
    }
    McpSecurityConfig effective =
        config.orElseGet(
            () -> McpSecurityConfig.fromProperties(context.getConfiguration().getProperties()));
    if (config.isPresent()) {
      warnOfProperties(context.getConfiguration().getPropertyNames());
    }
    ApplicationSecurity security = new ApplicationSecurity(Settings.of(effective), present);
    EdgeFilter edge = security.edgeFilter();
    AuthenticationFilter authentication = security.authenticationFilter();
    CurrentRequest current = new CurrentRequest(present);
    InsufficientScopeMapper insufficientScope =
        new InsufficientScopeMapper(current, security.challenges(), security.writer());
    InsufficientAuthenticationMapper insufficientAuthentication =
        new InsufficientAuthenticationMapper(
            current, security.challenges(), security.writer(), security.refusals());
    CallerRequiredMapper callerRequired =
        new CallerRequiredMapper(current::context, security.challenges(), security.writer());
    WrappedRefusalMapper wrapped =
        new WrappedRefusalMapper(
            current,
            security.writer(),
            insufficientScope,
            insufficientAuthentication,
            callerRequired);
    // It would tell callers who are not verified of all paths and verbs.
    context
        .property(ServerProperties.WADL_FEATURE_DISABLE, true)
        .register(new PrincipalBinder(security.handle()))
        .register(edge)
        .register(authentication)
        .register(security.recheckRewritten(edge, authentication))
        .register(security.responseDecorator())
        .register(new ProtectionFeature(security, present))
        .register(new AuditAtStart(security, this, effective, present))
        .register(insufficientScope)
        .register(insufficientAuthentication)
        .register(callerRequired)
        .register(wrapped)
        .register(new BodyTooLargeMapper(current::context, security.writer()))
        .register(new RefusedBodyMapper(current::context, security.writer()))
        .register(new RefusedBodyInterceptor())
        .register(new DecodedBodyInterceptor(security.checkEdge()))
        .register(new UnmappedErrorMapper(current, security.writer(), wrapped))
        .register(new DocumentRoute(new MetadataResource(security)))
        .register(new CloseAtShutdown(security::close));
    LogoutRoute.of(security.settings(), security.verifyToken(), security.writer(), present)
        .ifPresent(context::register);
    return true;
  }

  private static void warnOfProperties(Collection<String> names) {
    List<String> unread = McpSecurityProperties.among(names);
    if (!unread.isEmpty()) {
      logger.warn(
          "These properties have no effect, since McpSecurityFeature was created with a configuration"
              + " of its own: {}",
          unread);
    }
  }

  /** A feature that was given its configuration. */
  abstract static non-sealed class Configured extends McpSecurityFeature {

    Configured(McpSecurityConfig config) {
      super(Optional.of(config));
    }
  }

  /** The pattern of copies: each feature has a class of its own, so a second can stop the start. */
  static final class Copied extends Configured {

    Copied(McpSecurityConfig config) {
      super(config);
    }
  }
}
