package io.github.jerseymcp.example.abuse;

import io.github.jerseymcp.account.CallerLimits;
import io.github.jerseymcp.account.Holding;
import io.github.jerseymcp.example.http.HttpListener;
import io.github.jerseymcp.testsupport.http.TomcatServer;
import java.util.Optional;
import org.glassfish.jersey.server.ResourceConfig;

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
      TomcatServer tomcat = new TomcatServer(port);
      tomcat.connector().setProperty("maxHttpHeaderSize", "65536");
      tomcat.connector().setProperty("processorCache", "0");
      tomcat.start(application);
    }
  };

  /** As many bodies at a time as leave threads for others, as docs/guide/limits.md says. */
  CallerLimits limits() {
    return CallerLimits.defaults().with(Holding.BODIES, 16, 48);
  }

  /** Serves the application at this port, and returns when it can answer. */
  abstract void serve(ResourceConfig application, int port) throws Exception;
}
