package io.github.jerseymcp.testsupport.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;

/** Tomcat on the loopback address, with one application and a folder of its own. */
public final class TomcatServer implements AutoCloseable {

  private final Tomcat tomcat = new Tomcat();
  private final Connector connector = new Connector();

  /** One that will listen on this port, or on any if it is 0; still to be started. */
  public TomcatServer(int port) {
    connector.setPort(port);
    connector.setProperty("address", "127.0.0.1");
  }

  /** Its only connector, for settings before the start. */
  public Connector connector() {
    return connector;
  }

  /** Starts it with an application at its root, whose answers may be asynchronous. */
  public TomcatServer start(ResourceConfig application) {
    return start(
        "",
        context -> {
          Tomcat.addServlet(context, "jersey", new ServletContainer(application))
              .setAsyncSupported(true);
          context.addServletMappingDecoded("/*", "jersey");
        });
  }

  /** Starts it with what is put into a context of this path. */
  public TomcatServer start(String contextPath, Consumer<Context> deploy) {
    try {
      String directory =
          Files.createTempDirectory(Path.of("target"), "tomcat").toAbsolutePath().toString();
      tomcat.setSilent(true);
      tomcat.setBaseDir(directory);
      tomcat.setConnector(connector);
      deploy.accept(tomcat.addContext(contextPath, directory));
      tomcat.start();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (LifecycleException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The port that it listens on. */
  public int port() {
    return connector.getLocalPort();
  }

  @Override
  public void close() {
    try {
      tomcat.stop();
      tomcat.destroy();
    } catch (LifecycleException e) {
      throw new IllegalStateException(e);
    }
  }
}
