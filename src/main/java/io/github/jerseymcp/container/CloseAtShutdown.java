package io.github.jerseymcp.container;

import org.glassfish.jersey.server.spi.AbstractContainerLifecycleListener;
import org.glassfish.jersey.server.spi.Container;

/** Ends what runs in the background when the application ends. */
public final class CloseAtShutdown extends AbstractContainerLifecycleListener {

  private final Runnable close;

  /** Does this when the container shuts the application down. */
  public CloseAtShutdown(Runnable close) {
    this.close = close;
  }

  @Override
  public void onShutdown(Container container) {
    close.run();
  }
}
