package io.github.jerseymcp.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ContainerResponse;
import org.glassfish.jersey.server.ResourceConfig;

/**
 * A Jersey application that is called in this process, without a container and without a port.
 *
 * <p>Requests go through the whole of Jersey: filters, matching, readers and writers. Thread-safe.
 */
public final class InProcess {

  private static final long PATIENCE_SECONDS = 30;

  private final ApplicationHandler handler;
  private final URI base;

  private InProcess(ResourceConfig config, URI base) {
    this.handler = new ApplicationHandler(config);
    this.base = base;
  }

  /** Starts an application at a base URI that ends with a slash. */
  public static InProcess start(ResourceConfig config, String base) {
    return new InProcess(config, URI.create(base));
  }

  /** Begins a request; its Host is that of the base URI. */
  public Call call(String method, String path) {
    return new Call(this, method, path).header("Host", base.getRawAuthority());
  }

  Answer send(Call call) {
    ContainerRequest request =
        new ContainerRequest(
            base,
            URI.create(base.getScheme() + "://" + base.getRawAuthority() + call.path()),
            call.method(),
            null,
            new RequestProperties(),
            handler.getConfiguration());
    call.headers()
        .forEach((name, values) -> values.forEach(v -> request.getHeaders().add(name, v)));
    request.setEntityStream(new ByteArrayInputStream(call.body()));
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try {
      ContainerResponse response =
          handler.apply(request, body).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return new Answer(response.getStatus(), response.getStringHeaders(), body.toString(UTF_8));
    } catch (ExecutionException e) {
      throw new AssertionError("The request failed inside Jersey", e.getCause());
    } catch (TimeoutException | InterruptedException e) {
      throw new AssertionError("The request was not answered", e);
    }
  }
}
