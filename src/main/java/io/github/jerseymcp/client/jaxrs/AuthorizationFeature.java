package io.github.jerseymcp.client.jaxrs;

import io.github.jerseymcp.client.http.Credentials;
import io.github.jerseymcp.client.limit.TransportLimits;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/** Puts credentials into each request of a JAX-RS client, and sends a refused one again. */
public final class AuthorizationFeature implements Feature {

  private static final int MOST_TO_CONNECT = 10_000;

  private final Function<ClientRequestContext, Credentials> credentials;
  private final TransportLimits limits;
  private final Optional<SSLContext> tls;

  /**
   * For these credentials, with answers within these limits.
   *
   * @param tls checked; none where the client's own is to be used
   */
  public AuthorizationFeature(
      Credentials credentials, TransportLimits limits, Optional<SSLContext> tls) {
    this(request -> credentials, limits, tls);
  }

  /** The same for the credentials of each request. */
  public AuthorizationFeature(
      Function<ClientRequestContext, Credentials> credentials,
      TransportLimits limits,
      Optional<SSLContext> tls) {
    this.credentials = credentials;
    this.limits = limits;
    this.tls = tls;
  }

  @Override
  public boolean configure(FeatureContext context) {
    context.property(AuthorizationFilter.FOLLOW_REDIRECTS, false);
    setTime(context, "jersey.config.client.readTimeout", (int) limits.headTimeout().toMillis());
    setTime(context, "jersey.config.client.connectTimeout", MOST_TO_CONNECT);
    tls.ifPresent(
        own ->
            context.property(
                "jersey.config.client.ssl.context.supplier", (Supplier<SSLContext>) () -> own));
    context.register(new AuthorizationFilter(credentials, tls));
    context.register(new AuthorizationFilter.Last());
    context.register(new SignRequests());
    context.register(new LimitAnswers(limits));
    return true;
  }

  /** Unless the application has set one. */
  private static void setTime(FeatureContext context, String property, int milliseconds) {
    if (context.getConfiguration().getProperty(property) == null) {
      context.property(property, milliseconds);
    }
  }
}
