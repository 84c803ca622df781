package io.github.jerseymcp.example.interop;

import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.OperationScopes;
import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.config.McpSecurityConfigBuilder;
import io.github.jerseymcp.example.http.HttpListener;
import io.github.jerseymcp.mcp.McpCaller;
import io.github.jerseymcp.mcp.McpTransportSettings;
import io.github.jerseymcp.mcp.endpoint.EndpointTransport;
import io.github.jerseymcp.mcp.endpoint.McpEndpoint;
import io.github.jerseymcp.mcp.endpoint.StreamableMcpTransport;
import io.github.jerseymcp.server.McpSecurityFeature;
import io.github.jerseymcp.server.ResourceInstances;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.glassfish.jersey.server.ResourceConfig;

/**
 * An MCP endpoint with sessions on Grizzly, whose tool needs more than its other operations do, and
 * a resource with tenants.
 */
final class PeopleApplication implements AutoCloseable {

  private final HttpListener listener;
  private final LogoutTimes logouts = new LogoutTimes();
  private final StreamableMcpTransport transport =
      new StreamableMcpTransport(McpTransportSettings.builder(McpJsonDefaults.getMapper()).build());

  private PeopleApplication(HttpListener listener) {
    this.listener = listener;
  }

  static PeopleApplication start(UnaryOperator<McpSecurityConfigBuilder> settings)
      throws IOException {
    PeopleApplication application =
        new PeopleApplication(HttpListener.bind("127.0.0.1", 0, 64 * 1024, Optional.empty()));
    application.deploy(settings);
    return application;
  }

  private void deploy(UnaryOperator<McpSecurityConfigBuilder> settings) {
    var unused =
        McpServer.sync(transport)
            .serverInfo("people", "1")
            .toolCall(
                Tool.builder("whoami", Map.of("type", "object")).build(),
                (exchange, request) ->
                    CallToolResult.builder()
                        .addTextContent(described(McpCaller.of(exchange.transportContext())))
                        .build())
            .build();
    ResourceConfig application =
        new ResourceConfig(Tenant.class)
            .register(logouts)
            .register(
                McpSecurityFeature.create(
                    settings.apply(McpSecurityConfig.builder(origin())).build()));
    listener.deploy(ResourceInstances.register(application, new Endpoint(transport)));
  }

  String origin() {
    return "http://127.0.0.1:" + listener.port();
  }

  /** A client of the endpoint. */
  McpWire client(String token) {
    return new McpWire(URI.create(origin() + "/mcp"), token);
  }

  /** When a logout came last, by the clock of {@link System#nanoTime}. */
  long lastLogout() {
    return logouts.last.get();
  }

  private static String described(McpPrincipal caller) {
    return caller.subject() + " of " + caller.issuer();
  }

  @Override
  public void close() {
    transport.close();
    listener.close();
  }

  /** The endpoint. */
  @Path("/mcp")
  @McpProtected(scopes = "notes:read")
  @OperationScopes(method = "tools/call", value = "notes:write")
  static final class Endpoint extends McpEndpoint {

    Endpoint(EndpointTransport transport) {
      super(transport);
    }
  }

  /** Says who calls. */
  @Path("/tenants/{tenant}/whoami")
  @McpProtected(scopes = "notes:read")
  public static final class Tenant {

    /** The caller, as the library verified it. */
    @GET
    public String whoami(@Context McpPrincipal caller) {
      return described(caller);
    }
  }

  @PreMatching
  private static final class LogoutTimes implements ContainerRequestFilter {

    private final AtomicLong last = new AtomicLong();

    @Override
    public void filter(ContainerRequestContext request) {
      if (request.getUriInfo().getPath().endsWith("backchannel-logout")) {
        last.set(System.nanoTime());
      }
    }
  }
}
