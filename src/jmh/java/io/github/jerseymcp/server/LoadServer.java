package io.github.jerseymcp.server;

import io.github.jerseymcp.bench.LoadFiles;
import io.github.jerseymcp.bench.Notes;
import io.github.jerseymcp.bench.Wallet;
import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.replay.InMemoryReplayStore;
import io.github.jerseymcp.token.TrustedIssuer;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;

/**
 * The endpoint on Grizzly, on loopback, until it is killed. Arguments: the port, {@code open} or
 * {@code locked}, and the directory of {@link LoadFiles}.
 */
public final class LoadServer {

  private LoadServer() {}

  /** Serves. */
  public static void main(String[] arguments) throws Exception {
    ResourceConfig application = new ResourceConfig();
    if (arguments[1].equals("open")) {
      application.register(Notes.Open.class);
    } else {
      InstantSource clock = InstantSource.system();
      application
          .register(Notes.Locked.class)
          .register(
              McpSecurityFeature.create(
                  McpSecurityConfig.builder(LoadFiles.ORIGIN)
                      .issuer(
                          TrustedIssuer.of(Wallet.ISSUER)
                              .withKeys(
                                  Wallet.load(Path.of(arguments[2]), LoadFiles.ORIGIN)
                                      .issuerKeys()))
                      .dpop(dpop -> dpop.optional(new InMemoryReplayStore(4_000_000, clock)))
                      .build()));
    }
    HttpServer server =
        GrizzlyHttpServerFactory.createHttpServer(
            URI.create("http://127.0.0.1:" + arguments[0] + "/"), application, true);
    System.out.println("ready at " + server.getListener("grizzly").getPort());
    Thread.currentThread().join();
  }
}
