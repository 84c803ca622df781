package io.github.jerseymcp.server;

import jakarta.annotation.Priority;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.core.FeatureContext;
import org.glassfish.jersey.internal.spi.AutoDiscoverable;
import org.glassfish.jersey.internal.spi.ForcedAutoDiscoverable;

/**
 * Has Jersey look for our annotations in every application, so that one which forgets {@link
 * McpSecurityFeature} does not start. Jersey finds it in {@code META-INF/services}; nobody
 * registers it. Thread-safe.
 *
 * <p>Jersey's switches for auto-discovery do not switch it off. A jar that was repackaged without
 * its {@code META-INF/services} does.
 */
@ConstrainedTo(RuntimeType.SERVER)
@Priority(AutoDiscoverable.DEFAULT_PRIORITY)
public final class ForgottenFeature implements ForcedAutoDiscoverable {

  /** Made by Jersey. */
  public ForgottenFeature() {}

  @Override
  public void configure(FeatureContext context) {
    if (!context.getConfiguration().isRegistered(RefuseWithoutFeature.class)) {
      context.register(RefuseWithoutFeature.class);
    }
  }
}
