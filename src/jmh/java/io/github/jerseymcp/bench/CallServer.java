package io.github.jerseymcp.bench;

import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.RequiresScopes;
import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.mcp.McpTransportSettings;
import io.github.jerseymcp.mcp.endpoint.EndpointTransport;
import io.github.jerseymcp.mcp.endpoint.McpEndpoint;
import io.github.jerseymcp.mcp.endpoint.ModernMcpTransport;
import io.github.jerseymcp.mcp.endpoint.StatelessMcpTransport;
import io.github.jerseymcp.mcp.endpoint.StreamableMcpTransport;
import io.github.jerseymcp.server.McpSecurityFeature;
import io.github.jerseymcp.token.TrustedIssuer;
import io.modelcontextprotocol.json.McpJsonDefaults;
import jakarta.ws.rs.Path;
import java.net.URI;
import java.nio.file.Paths;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;

/**
 * An endpoint of MCP on Grizzly that takes bearer tokens with both scopes, on loopback, until it is
 * killed. Arguments: the port, {@code stateless}, {@code session} or {@code modern}, and the
 * directory of {@link LoadFiles}.
 */
public final class CallServer {

  private CallServer() {}

  /** Serves. */
  public static void main(String[] arguments) throws Exception {
    McpSecurityConfig security =
        McpSecurityConfig.builder(LoadFiles.ORIGIN)
            .issuer(
                TrustedIssuer.of(Wallet.ISSUER)
                    .withKeys(Wallet.load(Paths.get(arguments[2]), LoadFiles.ORIGIN).issuerKeys()))
            .build();
    ResourceConfig application =
        new ResourceConfig()
            .register(new Endpoint(transport(arguments[1])))
            .register(McpSecurityFeature.create(security));
    HttpServer server =
        GrizzlyHttpServerFactory.createHttpServer(
            URI.create("http://127.0.0.1:" + arguments[0] + "/"), application, true);
    System.out.println("ready at " + server.getListener("grizzly").getPort());
    Thread.currentThread().join();
  }

  private static EndpointTransport transport(String kind) {
    McpTransportSettings settings =
        McpTransportSettings.builder(McpJsonDefaults.getMapper()).build();
    switch (kind) {
      case "stateless" -> {
        StatelessMcpTransport transport = new StatelessMcpTransport(settings);
        EchoServers.serve(transport);
        return transport;
      }
      case "session" -> {
        StreamableMcpTransport transport = new StreamableMcpTransport(settings);
        EchoServers.serve(transport);
        return transport;
      }
      case "modern" -> {
        return new ModernMcpTransport(settings, EchoServers.modern());
      }
      default -> throw new IllegalArgumentException(kind);
    }
  }

  /** Where it is. */
  @Path("/mcp")
  @McpProtected(scopes = "mcp:tools:read")
  @RequiresScopes("mcp:tools:call")
  public static final class Endpoint extends McpEndpoint {

    Endpoint(EndpointTransport transport) {
      super(transport);
    }
  }
}
