package io.github.jerseymcp.mcp;

import io.github.jerseymcp.testsupport.http.TomcatServer;
import java.net.URI;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;

/** Where the fixture runs. */
public enum Container {
  GRIZZLY {
    @Override
    public Runnable start(ResourceConfig application, URI base) {
      HttpServer server = GrizzlyHttpServerFactory.createHttpServer(base, application);
      return server::shutdownNow;
    }
  },
  TOMCAT {
    @Override
    public Runnable start(ResourceConfig application, URI base) {
      TomcatServer tomcat = new TomcatServer(base.getPort());
      // Else the failure of a write to a reader that is gone may hit the next request:
      // docs/guide/troubles.md.
      tomcat.connector().setProperty("processorCache", "0");
      // How long a write waits for a reader that takes nothing: docs/guide/limits.md.
      tomcat.connector().setProperty("connectionTimeout", "8000");
      return tomcat.start(application)::close;
    }
  };

  /** Starts the application; what is returned stops it. */
  public abstract Runnable start(ResourceConfig application, URI base);
}
