package io.github.jerseymcp.event;

import jakarta.ws.rs.container.ContainerRequestContext;
import org.jspecify.annotations.Nullable;

/** A request to a protected resource, as the events about it see it. */
public interface ObservedRequest {

  /** The property of a request that holds it. */
  String PROPERTY = ObservedRequest.class.getName();

  /** What is known of a request; null if it is for no protected resource. */
  static @Nullable ObservedRequest of(ContainerRequestContext context) {
    return context.getProperty(PROPERTY) instanceof ObservedRequest request ? request : null;
  }

  /** The path template of the resource, {@code /} for the root. */
  String template();

  /** What is remembered of the request. */
  RequestTrail trail();
}
