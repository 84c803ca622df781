package io.github.jerseymcp.server;

import io.github.jerseymcp.edge.PublicOrigin;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Optional;

/**
 * A request for a metadata document whose Host was checked.
 *
 * @param origin the public origin that the document speaks of
 */
record DocumentRequest(PublicOrigin origin) {

  private static final String PROPERTY = DocumentRequest.class.getName();

  static Optional<DocumentRequest> of(ContainerRequestContext context) {
    return context.getProperty(PROPERTY) instanceof DocumentRequest request
        ? Optional.of(request)
        : Optional.empty();
  }

  static void clear(ContainerRequestContext context) {
    context.removeProperty(PROPERTY);
  }

  void attachTo(ContainerRequestContext context) {
    context.setProperty(PROPERTY, this);
  }
}
