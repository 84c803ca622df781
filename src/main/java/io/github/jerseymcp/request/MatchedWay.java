package io.github.jerseymcp.request;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.List;
import org.glassfish.jersey.server.ExtendedUriInfo;
import org.glassfish.jersey.server.model.Invocable;
import org.glassfish.jersey.server.model.ResourceMethod;

/**
 * The way that Jersey took to the method of a request.
 *
 * @param locators the sub-resource locators on it, the last one first; empty if a root resource
 *     class has the method
 */
public record MatchedWay(List<ResourceMethod> locators) {

  private static final MatchedWay DIRECT = new MatchedWay(List.of());

  /** The way to the method of a request; direct before Jersey has matched it. */
  public static MatchedWay of(ContainerRequestContext context) {
    if (!(context.getUriInfo() instanceof ExtendedUriInfo uri)) {
      return DIRECT;
    }
    List<ResourceMethod> locators = uri.getMatchedResourceLocators();
    return locators.isEmpty() ? DIRECT : new MatchedWay(locators);
  }

  /** Whether a root resource class has the method, so that there was no locator. */
  public boolean isDirect() {
    return locators.isEmpty();
  }

  /** The locator that the root resource class has. */
  public Invocable first() {
    return locators.get(locators.size() - 1).getInvocable();
  }
}
