package io.github.jerseymcp.server;

import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.testsupport.http.RawHttp;
import io.github.jerseymcp.testsupport.http.TomcatServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;
import org.glassfish.jersey.servlet.init.JerseyServletContainerInitializer;

/**
 * An application in a container, on loopback.
 *
 * @param name what it is
 * @param base the path under which it is reached
 * @param get sends a GET with a path from the root of the host, and a token or none
 * @param stop ends the container
 */
record Deployment(String name, String base, Function<Get, RawHttp.Raw> get, Runnable stop)
    implements AutoCloseable {

  /** One request; the token is empty for none. */
  record Get(String path, String token) {}

  static Deployment inProcess(ResourceConfig application) {
    InProcess server = InProcess.start(application, Fixture.ORIGIN + "/");
    return new Deployment(
        "in process",
        "",
        get -> {
          try {
            URI.create(get.path());
          } catch (IllegalArgumentException e) {
            return new RawHttp.Raw("no URI, so no container gets as far as Jersey");
          }
          var call = server.call("GET", get.path());
          var answer = (get.token().isEmpty() ? call : call.bearer(get.token())).send();
          return new RawHttp.Raw(
              "HTTP/1.1 "
                  + answer.status()
                  + "\r\nWWW-Authenticate: "
                  + answer.challenge()
                  + "\r\n\r\n"
                  + answer.body());
        },
        () -> {});
  }

  static Deployment grizzly(ResourceConfig application, String base) {
    try {
      HttpServer server =
          GrizzlyHttpServerFactory.createHttpServer(
              URI.create("http://127.0.0.1:0" + base + "/"), application, false);
      server.start();
      int port = server.getListener("grizzly").getPort();
      return new Deployment("Grizzly at " + base + "/", base, raw(port), server::shutdownNow);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Tomcat with a context path and a servlet path, each empty or with a leading slash. */
  static Deployment tomcat(ResourceConfig application, String context, String servlet) {
    return tomcat(
        context + servlet,
        context,
        deployed -> {
          Tomcat.addServlet(deployed, "jersey", new ServletContainer(application));
          deployed.addServletMappingDecoded(servlet + "/*", "jersey");
        });
  }

  /** Tomcat finds an application that is annotated with {@code @ApplicationPath}. */
  static Deployment tomcat(Class<?> application, String context, String path) {
    return tomcat(
        context + path,
        context,
        deployed ->
            deployed.addServletContainerInitializer(
                new JerseyServletContainerInitializer(), Set.of(application)));
  }

  private static Deployment tomcat(String base, String contextPath, Consumer<Context> deploy) {
    TomcatServer tomcat = new TomcatServer(0);
    tomcat.connector().setProperty("relaxedPathChars", "\"<>[\\]^`{|}");
    tomcat.connector().setEncodedSolidusHandling("passthrough");
    tomcat.start(contextPath, deploy);
    return new Deployment("Tomcat at " + base + "/", base, raw(tomcat.port()), tomcat::close);
  }

  RawHttp.Raw get(String path) {
    return get.apply(new Get(path, ""));
  }

  RawHttp.Raw get(String path, String token) {
    return get.apply(new Get(path, token));
  }

  private static Function<Get, RawHttp.Raw> raw(int port) {
    RawHttp http = new RawHttp(port);
    return get -> get.token().isEmpty() ? http.get(get.path()) : http.get(get.path(), get.token());
  }

  @Override
  public void close() {
    stop.run();
  }

  @Override
  public String toString() {
    return name;
  }
}
