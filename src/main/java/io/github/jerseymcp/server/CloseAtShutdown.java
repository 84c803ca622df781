package io.github.jerseymcp.server;

import org.glassfish.jersey.server.spi.AbstractContainerLifecycleListener;
import org.glassfish.jersey.server.spi.Container;

/** Ends what runs in the background when the application ends. */
final class CloseAtShutdown extends AbstractContainerLifecycleListener {

  private final ApplicationSecurity security;

  CloseAtShutdown(ApplicationSecurity security) {
    this.security = security;
  }

  @Override
  public void onShutdown(Container container) {
    security.close();
  }
}
