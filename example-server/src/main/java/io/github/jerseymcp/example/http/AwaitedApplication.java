package io.github.jerseymcp.example.http;

import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.jspecify.annotations.Nullable;

/**
 * Answers 503 until there is an application, and from then on what that answers.
 *
 * <p>The port is open before the application is made. A client that calls in between is to come
 * back, not to hear that there is nothing (RFC 9110 section 15.6.4).
 */
final class AwaitedApplication extends HttpHandler {

  private static final String RETRY_AFTER_SECONDS = "1";

  private volatile @Nullable HttpHandler application;

  /** Starts the application and serves it, once. */
  void serve(HttpHandler ready) {
    ready.start();
    application = ready;
  }

  @Override
  public void destroy() {
    HttpHandler current = application;
    if (current != null) {
      current.destroy();
    }
  }

  @Override
  public void service(Request request, Response response) throws Exception {
    HttpHandler current = application;
    if (current != null) {
      current.service(request, response);
      return;
    }
    response.setStatus(503);
    response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
    response.setContentLength(0);
  }
}
