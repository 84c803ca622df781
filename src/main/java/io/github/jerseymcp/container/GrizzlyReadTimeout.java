package io.github.jerseymcp.container;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.hk2.api.MultiException;
import org.glassfish.hk2.api.ServiceLocator;
import org.jspecify.annotations.Nullable;

/** Grizzly lets each connection have a time of its own, which counts for the next read. */
public final class GrizzlyReadTimeout implements BodyTime.ReadTimeout {

  private final Connection<?> connection;
  private final long before;

  private GrizzlyReadTimeout(Connection<?> connection) {
    this.connection = connection;
    this.before = connection.getReadTimeout(TimeUnit.MILLISECONDS);
  }

  /** Empty outside of a request to Grizzly. */
  public static Optional<BodyTime.ReadTimeout> of(ServiceLocator services) {
    try {
      @Nullable Request request = services.getService(Request.class);
      return request == null || request.getContext() == null
          ? Optional.empty()
          : Optional.of(new GrizzlyReadTimeout(request.getContext().getConnection()));
    } catch (IllegalStateException | MultiException e) {
      // A body that is read on a thread of the application's has no request scope.
      return Optional.empty();
    }
  }

  @Override
  public void set(long milliseconds) {
    connection.setReadTimeout(milliseconds, TimeUnit.MILLISECONDS);
  }

  @Override
  public void restore() {
    connection.setReadTimeout(before, TimeUnit.MILLISECONDS);
  }
}
