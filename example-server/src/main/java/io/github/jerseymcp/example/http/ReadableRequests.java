package io.github.jerseymcp.example.http;

import java.net.URI;
import java.net.URISyntaxException;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.jersey.uri.UriComponent;

/**
 * Answers 400 to a request whose address or Host is no URI.
 *
 * <p>Jersey's container throws at one before the application is asked, and Grizzly then prints the
 * stack trace to the caller with status 500.
 */
final class ReadableRequests extends HttpHandler {

  private final HttpHandler application;

  ReadableRequests(HttpHandler application) {
    this.application = application;
  }

  @Override
  public void start() {
    application.start();
  }

  @Override
  public void destroy() {
    application.destroy();
  }

  @Override
  public void service(Request request, Response response) throws Exception {
    if (isReadable(request)) {
      application.service(request, response);
    } else {
      response.setStatus(400);
      response.setContentLength(0);
    }
  }

  private static boolean isReadable(Request request) {
    String query = request.getQueryString();
    String path = request.getRequestURI();
    try {
      URI base =
          new URI(
              request.getScheme(),
              null,
              request.getServerName(),
              request.getServerPort(),
              "/",
              null,
              null);
      URI whole =
          new URI(
              "http://host"
                  + path
                  + (query == null ? "" : "?" + UriComponent.encodeTemplateNames(query)));
      return base.isAbsolute() && whole.isAbsolute();
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
