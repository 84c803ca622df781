package io.github.jerseymcp.mcp;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;

/** Where the fixture runs. */
enum Container {
  GRIZZLY {
    @Override
    Runnable start(ResourceConfig application, URI base) {
      HttpServer server = GrizzlyHttpServerFactory.createHttpServer(base, application);
      return server::shutdownNow;
    }
  },
  TOMCAT {
    @Override
    Runnable start(ResourceConfig application, URI base) {
      Tomcat tomcat = new Tomcat();
      try {
        String directory =
            Files.createTempDirectory(Path.of("target"), "tomcat").toAbsolutePath().toString();
        tomcat.setSilent(true);
        tomcat.setBaseDir(directory);
        Connector connector = new Connector();
        connector.setPort(base.getPort());
        connector.setProperty("address", base.getHost());
        // Else the failure of a write to a reader that is gone may hit the next request:
        // docs/guide/troubles.md.
        connector.setProperty("processorCache", "0");
        // How long a write waits for a reader that takes nothing: docs/guide/limits.md.
        connector.setProperty("connectionTimeout", "8000");
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("", directory);
        Tomcat.addServlet(context, "jersey", new ServletContainer(application))
            .setAsyncSupported(true);
        context.addServletMappingDecoded("/*", "jersey");
        tomcat.start();
      } catch (IOException | LifecycleException e) {
        throw new IllegalStateException(e);
      }
      return () -> {
        try {
          tomcat.stop();
          tomcat.destroy();
        } catch (LifecycleException e) {
          throw new IllegalStateException(e);
        }
      };
    }
  };

  /** Starts the application; what is returned stops it. */
  abstract Runnable start(ResourceConfig application, URI base);
}
