package io.github.jerseymcp.server;

import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.resource.BasePath;
import jakarta.annotation.Priority;
import jakarta.ws.rs.core.Configuration;
import org.glassfish.hk2.api.ServiceLocator;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.model.ModelProcessor;
import org.glassfish.jersey.server.model.ResourceModel;

/** Hands the finished resource model to the audit, after everyone else has changed it. */
@Priority(Integer.MAX_VALUE)
final class AuditAtStart implements ModelProcessor {

  private final ApplicationSecurity security;
  private final McpSecurityFeature feature;
  private final McpSecurityConfig config;
  private final ServiceLocator services;

  AuditAtStart(
      ApplicationSecurity security,
      McpSecurityFeature feature,
      McpSecurityConfig config,
      ServiceLocator services) {
    this.security = security;
    this.feature = feature;
    this.config = config;
    this.services = services;
  }

  /** Whether the application is protected by this configuration. */
  boolean isOf(McpSecurityConfig other) {
    return config == other;
  }

  /** Whether the application is protected by this feature. */
  boolean isOf(McpSecurityFeature other) {
    return feature == other;
  }

  /** The parts that protect the application. */
  ApplicationSecurity security() {
    return security;
  }

  @Override
  public ResourceModel processResourceModel(ResourceModel model, Configuration configuration) {
    String base =
        configuration instanceof ResourceConfig application
            ? BasePath.of(application.getApplicationPath())
            : "";
    BrokenStarts.remember(
        configuration,
        () -> {
          security.audit(model, base, new UsableClasses(services).problems(model));
          return true;
        });
    OperatorParts parts = new OperatorParts(security, new EndpointInstances(configuration).feeds());
    security
        .handle()
        .begin(
            parts.health(),
            parts.measures(),
            security.verifyToken(),
            () -> parts.explainer(configuration, base));
    StartedApplications.remember(configuration, security.handle());
    security.addresses().explain(base);
    ContainerHints.log(
        configuration, security.resources().all(), security.settings().boundCredentials());
    return model;
  }

  /** Sub-resources that only a request can find get their locks from {@link ProtectionFeature}. */
  @Override
  public ResourceModel processSubResource(ResourceModel model, Configuration configuration) {
    return model;
  }
}
