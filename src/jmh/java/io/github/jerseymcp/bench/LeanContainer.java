package io.github.jerseymcp.bench;

import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.security.Principal;
import java.util.concurrent.TimeUnit;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ContainerResponse;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.spi.ContainerResponseWriter;
import org.jspecify.annotations.Nullable;

/** Calls a Jersey application as a container does, and throws the answers away. Thread-safe. */
public final class LeanContainer {

  private static final SecurityContext NOBODY = new Nobody();

  private final ApplicationHandler handler;
  private final URI base;
  private final String host;

  /** Starts an application at an origin. */
  public LeanContainer(ResourceConfig application, String origin) {
    this.handler = new ApplicationHandler(application);
    this.base = URI.create(origin + "/");
    this.host = base.getRawAuthority();
  }

  /**
   * Sends a request without a body.
   *
   * @return the status
   */
  public int call(String method, URI uri, @Nullable String authorization, @Nullable String proof) {
    ContainerRequest request =
        new ContainerRequest(
            base, uri, method, NOBODY, new MapPropertiesDelegate(), handler.getConfiguration());
    request.header("Host", host);
    request.header("User-Agent", "benchmark");
    request.header("Accept", "*/*");
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    if (proof != null) {
      request.header("DPoP", proof);
    }
    request.setEntityStream(InputStream.nullInputStream());
    Discard writer = new Discard();
    request.setWriter(writer);
    handler.handle(request);
    return writer.status;
  }

  /** What a container says of a caller whom it does not know. */
  private static final class Nobody implements SecurityContext {
    @Override
    public @Nullable Principal getUserPrincipal() {
      return null;
    }

    @Override
    public boolean isUserInRole(String role) {
      return false;
    }

    @Override
    public boolean isSecure() {
      return true;
    }

    @Override
    public @Nullable String getAuthenticationScheme() {
      return null;
    }
  }

  private static final class Discard implements ContainerResponseWriter {
    private int status;

    @Override
    public OutputStream writeResponseStatusAndHeaders(long length, ContainerResponse response) {
      status = response.getStatus();
      return OutputStream.nullOutputStream();
    }

    @Override
    public boolean suspend(long time, TimeUnit unit, @Nullable TimeoutHandler handler) {
      return true;
    }

    @Override
    public void setSuspendTimeout(long time, TimeUnit unit) {}

    @Override
    public void commit() {}

    @Override
    public void failure(Throwable error) {
      throw new IllegalStateException(error);
    }

    @Override
    public boolean enableResponseBuffering() {
      return true;
    }
  }
}
