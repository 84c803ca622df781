package io.github.jerseymcp.example.metrics;

import java.io.IOException;
import java.util.function.Predicate;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;

/** Answers one path. It names no caller, and takes nothing from whoever asks. */
final class MetricsHandler extends HttpHandler {

  static final String PATH = "/metrics";

  /** The exposition format that every Prometheus reads. */
  private static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final LatestText text;
  private final Predicate<String> allowedHost;

  /**
   * Answers with this text.
   *
   * @param allowedHost the hosts that it may be asked by: a page that gave its own name this
   *     address is not to read it
   */
  MetricsHandler(LatestText text, Predicate<String> allowedHost) {
    this.text = text;
    this.allowedHost = allowedHost;
  }

  @Override
  public void service(Request request, Response response) throws IOException {
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    if (!allowedHost.test(request.getServerName())) {
      refuse(response, 421);
    } else if (!PATH.equals(request.getRequestURI())) {
      refuse(response, 404);
    } else if (request.getMethod() != Method.GET && request.getMethod() != Method.HEAD) {
      response.setHeader("Allow", "GET, HEAD");
      refuse(response, 405);
    } else {
      answer(request, response);
    }
  }

  private void answer(Request request, Response response) throws IOException {
    byte[] bytes = text.bytes();
    response.setContentType(CONTENT_TYPE);
    response.setContentLength(bytes.length);
    if (request.getMethod() == Method.GET) {
      response.getOutputStream().write(bytes);
    }
  }

  private static void refuse(Response response, int status) {
    response.setStatus(status);
    response.setContentLength(0);
  }
}
