package io.github.jerseymcp.server;

import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
 * configuration is not valid or a handler under a protected path is left open. An instance may be
 * registered with several applications, each of which is protected on its own.
 */
public final class McpSecurityFeature implements Feature {

  private final Optional<McpSecurityConfig> config;
  private volatile @Nullable ApplicationSecurity latest;

  /** For registration as a class: the configuration comes from the application's properties. */
  public McpSecurityFeature() {
    this(Optional.empty());
  }

  private McpSecurityFeature(Optional<McpSecurityConfig> config) {
    this.config = config;
  }

  /** A feature with this configuration. */
  public static McpSecurityFeature create(McpSecurityConfig config) {
    return new McpSecurityFeature(Optional.of(config));
  }

  @Override
  public boolean configure(FeatureContext context) {
    if (context.getConfiguration().isRegistered(EdgeFilter.class)) {
      return false;
    }
    McpSecurityConfig effective =
        config.orElseGet(
            () -> McpSecurityConfig.fromProperties(context.getConfiguration().getProperties()));
    ApplicationSecurity security = new ApplicationSecurity(effective.settings());
    latest = security;
    EdgeFilter edge = security.edgeFilter();
    AuthenticationFilter authentication = security.authenticationFilter();
    InsufficientScopeMapper insufficientScope = new InsufficientScopeMapper(security);
    context
        .register(new PrincipalBinder())
        .register(edge)
        .register(authentication)
        .register(security.rewrittenRequest(edge, authentication))
        .register(security.responseDecorator())
        .register(new ProtectionFeature(security))
        .register(new AuditAtStart(security))
        .register(insufficientScope)
        .register(new FailedStageMapper(insufficientScope))
        .register(new BodyTooLargeMapper(security.writer()))
        .register(new BodyTooLargeInterceptor())
        .register(new UnmappedErrorMapper(security.writer()))
        .register(new MetadataResource(security))
        .register(security.closeAtShutdown());
    return true;
  }

  /** The parts of the application that was configured last. */
  ApplicationSecurity security() {
    ApplicationSecurity security = latest;
    if (security == null) {
      throw new IllegalStateException("Register the feature, and start the application, first");
    }
    return security;
  }
}
