package io.github.jerseymcp.server;

import io.github.jerseymcp.config.McpSecurityConfig;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Configuration;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Objects;
import org.glassfish.hk2.api.ServiceLocator;
import org.glassfish.jersey.server.model.ModelProcessor;
import org.glassfish.jersey.server.model.ResourceModel;
import org.jspecify.annotations.Nullable;

/** The feature of the library, with a clock on each of its parts that work at start. */
final class TimedFeature implements Feature {

  private final McpSecurityConfig config;
  private final Watch feature = new Watch();
  private final Watch audit = new Watch();
  private final Watch filters = new Watch();
  @Inject private @Nullable ServiceLocator services;

  TimedFeature(McpSecurityConfig config) {
    this.config = config;
  }

  /** What {@code configure} took. */
  Watch feature() {
    return feature;
  }

  /** What the audit of the resource model took. */
  Watch audit() {
    return audit;
  }

  /** What putting filters on methods took. */
  Watch filters() {
    return filters;
  }

  @Override
  public boolean configure(FeatureContext context) {
    FeatureContext watched =
        (FeatureContext)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {FeatureContext.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("register") && arguments.length == 1) {
                    arguments[0] = timed(arguments[0]);
                  }
                  try {
                    Object result = method.invoke(context, arguments);
                    return method.getName().equals("getConfiguration") ? result : proxy;
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
    McpSecurityFeature watchedFeature = McpSecurityFeature.create(config);
    Objects.requireNonNull(services).inject(watchedFeature);
    feature.start();
    try {
      return watchedFeature.configure(watched);
    } finally {
      feature.stop();
    }
  }

  private Object timed(Object component) {
    if (component instanceof AuditAtStart processor) {
      return new TimedAudit(processor);
    }
    return component instanceof ProtectionFeature protection
        ? new TimedProtection(protection)
        : component;
  }

  @Priority(Integer.MAX_VALUE)
  private final class TimedAudit implements ModelProcessor {
    private final AuditAtStart processor;

    private TimedAudit(AuditAtStart processor) {
      this.processor = processor;
    }

    @Override
    public ResourceModel processResourceModel(ResourceModel model, Configuration configuration) {
      audit.start();
      try {
        return processor.processResourceModel(model, configuration);
      } finally {
        audit.stop();
      }
    }

    @Override
    public ResourceModel processSubResource(ResourceModel model, Configuration configuration) {
      return processor.processSubResource(model, configuration);
    }
  }

  private final class TimedProtection implements DynamicFeature {
    private final ProtectionFeature protection;

    private TimedProtection(ProtectionFeature protection) {
      this.protection = protection;
    }

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
      filters.start();
      protection.configure(resource, context);
      filters.stop();
    }
  }
}
