package io.github.jerseymcp.request;

import io.github.jerseymcp.edge.EdgeFault;
import io.github.jerseymcp.event.Grounds;
import io.github.jerseymcp.event.Stage;
import io.github.jerseymcp.event.Wording;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jspecify.annotations.Nullable;

/**
 * What the log says of the refusal of a request.
 *
 * @param context the request
 * @param request what is known of it; null if it is for no protected resource
 */
record RefusalWords(
    ContainerRequestContext context,
    @Nullable ProtectedRequest request,
    Grounds grounds,
    Expectations expectations)
    implements Wording {

  /** The path is the template, since a concrete one is what a caller sent. */
  @Override
  public String subject() {
    if (grounds.cause() == EdgeFault.HOST_NOT_ALLOWED) {
      return "a request whose Host is " + LoggedHost.of(context.getHeaders());
    }
    if (request == null) {
      return "a request";
    }
    return (grounds.cause().stage() == Stage.TOKEN ? "a token for " : "a request to ")
        + request.template();
  }

  @Override
  public String expected() {
    return expectations.of(grounds, request);
  }
}
