package io.github.jerseymcp.example.abuse;

import io.github.jerseymcp.account.CallerLimits;
import io.github.jerseymcp.account.Holding;
import io.github.jerseymcp.example.http.HttpListener;
import java.nio.file.Files;
import java.util.Optional;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;

/** Where the attacked application runs, each set up as docs/guide/limits.md says. */
enum Container {
  GRIZZLY {
    @Override
    void serve(ResourceConfig application, int port) throws Exception {
      HttpListener.bind("127.0.0.1", port, 64 * 1024, Optional.empty()).deploy(application);
    }
  },
  TOMCAT {
    @Override
    void serve(ResourceConfig application, int port) throws Exception {
      String directory = Files.createTempDirectory("abused-tomcat").toString();
      Tomcat tomcat = new Tomcat();
      tomcat.setSilent(true);
      tomcat.setBaseDir(directory);
      Connector connector = new Connector();
      connector.setPort(port);
      connector.setProperty("address", "127.0.0.1");
      connector.setProperty("maxHttpHeaderSize", "65536");
      connector.setProperty("processorCache", "0");
      tomcat.setConnector(connector);
      Context context = tomcat.addContext("", directory);
      Tomcat.addServlet(context, "jersey", new ServletContainer(application))
          .setAsyncSupported(true);
      context.addServletMappingDecoded("/*", "jersey");
      tomcat.start();
    }
  };

  /** As many bodies at a time as leave threads for others, as docs/guide/limits.md says. */
  CallerLimits limits() {
    return CallerLimits.defaults().with(Holding.BODIES, 16, 48);
  }

  /** Serves the application at this port, and returns when it can answer. */
  abstract void serve(ResourceConfig application, int port) throws Exception;
}
