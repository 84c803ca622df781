package io.github.jerseymcp.bench;

import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.RequiresScopes;
import io.github.jerseymcp.account.CallerLimits;
import io.github.jerseymcp.account.Holding;
import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.mcp.Container;
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
import org.glassfish.jersey.server.ResourceConfig;

/**
 * An endpoint of MCP that takes bearer tokens with both scopes, on loopback, until it is killed.
 * Arguments: the port, {@code stateless}, {@code session} or {@code modern}, the directory of
 * {@link LoadFiles}, and a {@link Container}.
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
            .callers(CallServer::roomy)
            .build();
    ResourceConfig application =
        new ResourceConfig()
            .register(new Endpoint(transport(arguments[1])))
            .register(McpSecurityFeature.create(security));
    Runnable unused =
        Container.valueOf(arguments[3])
            .start(application, URI.create("http://127.0.0.1:" + arguments[0] + "/"));
    System.out.println("ready at " + arguments[0]);
    Thread.currentThread().join();
  }

  /** All calls of a run are one caller's, who may hold more here than all do elsewhere. */
  private static CallerLimits roomy(CallerLimits limits) {
    return limits
        .with(Holding.CALLS, 20_000, 20_000)
        .with(Holding.SESSIONS, 20_000, 20_000)
        .with(Holding.STREAMS, 20_000, 20_000)
        .with(Holding.HANDLERS, 1_000, 1_000);
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
