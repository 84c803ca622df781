package io.github.jerseymcp.container;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.hk2.api.ServiceLocator;
import org.jspecify.annotations.Nullable;

/**
 * Bounds what Grizzly queues for one reader. By default that is four times the send buffer of the
 * socket, some 7 MB: a reader that never reads would be kept that much in memory, and its writer
 * would not notice.
 */
public final class GrizzlyWriteQueue implements ContainerRequestFilter {

  private static final int BYTES = 64 * 1024;

  private final ServiceLocator services;

  public GrizzlyWriteQueue(ServiceLocator services) {
    this.services = services;
  }

  @Override
  public void filter(ContainerRequestContext context) {
    @Nullable Request request = services.getService(Request.class);
    if (request != null && request.getContext() != null) {
      Connection<?> connection = request.getContext().getConnection();
      int present = connection.getMaxAsyncWriteQueueSize();
      if (present < 0 || present > BYTES) {
        connection.setMaxAsyncWriteQueueSize(BYTES);
      }
    }
  }
}
