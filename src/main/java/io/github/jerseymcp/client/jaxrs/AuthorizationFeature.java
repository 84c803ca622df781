package io.github.jerseymcp.client.jaxrs;

import io.github.jerseymcp.client.http.Credentials;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;

/** Puts credentials into each request of a JAX-RS client, and sends a refused one again. */
public final class AuthorizationFeature implements Feature {

  private final Credentials credentials;

  /** For these credentials. */
  public AuthorizationFeature(Credentials credentials) {
    this.credentials = credentials;
  }

  @Override
  public boolean configure(FeatureContext context) {
    // By name, since Jersey's client need not be there; others follow no redirect of their own.
    context.property("jersey.config.client.followRedirects", false);
    context.register(new AuthorizationFilter(credentials));
    return true;
  }
}
