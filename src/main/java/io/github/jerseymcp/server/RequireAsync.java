package io.github.jerseymcp.server;

import io.github.jerseymcp.container.ClassPath;
import io.github.jerseymcp.container.ServletPeer;
import io.github.jerseymcp.refusal.Reason;
import io.github.jerseymcp.refusal.Refusal;
import io.github.jerseymcp.refusal.RefusalWriter;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.sse.SseEventSink;
import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.glassfish.hk2.api.ServiceLocator;
import org.glassfish.jersey.server.ChunkedOutput;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses, with a constant answer and one line in the log, what would be answered later in a
 * servlet container that was not told of it. Jersey would have the container print its exception.
 */
final class RequireAsync implements ContainerRequestFilter {

  private static final Logger logger = LoggerFactory.getLogger(RequireAsync.class);

  private final ServiceLocator services;
  private final RefusalWriter writer;
  private final boolean isServlet = ClassPath.has(ClassPath.SERVLET);
  private final AtomicBoolean said = new AtomicBoolean();

  RequireAsync(ServiceLocator services, RefusalWriter writer) {
    this.services = services;
    this.writer = writer;
  }

  /** Whether a method of a resource answers later, or bit by bit. */
  static boolean isNeededBy(Method method) {
    List<Class<?>> parameters = List.of(method.getParameterTypes());
    return parameters.contains(AsyncResponse.class)
        || parameters.contains(SseEventSink.class)
        || CompletionStage.class.isAssignableFrom(method.getReturnType())
        || ChunkedOutput.class.isAssignableFrom(method.getReturnType());
  }

  @Override
  public void filter(ContainerRequestContext context) {
    if (!isServlet || ServletPeer.supportsAsync(services)) {
      return;
    }
    if (said.compareAndSet(false, true)) {
      logger.error(
          "The servlet container does not let requests be answered later, which this application"
              + " needs: set async-supported on the servlet of Jersey and on every filter before"
              + " it, and have jersey-container-servlet on the class path, not its core alone");
    }
    context.abortWith(writer.write(context, Refusal.withoutChallenge(Reason.NOT_SET_UP)));
  }
}
