package io.github.jerseymcp.example.interop;

import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.example.http.HttpListener;
import io.github.jerseymcp.example.mcp.CallerDescription;
import io.github.jerseymcp.replay.InMemoryReplayStore;
import io.github.jerseymcp.server.McpSecurityFeature;
import io.github.jerseymcp.token.TrustedIssuer;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.glassfish.jersey.server.ResourceConfig;

/**
 * A small application on Grizzly that trusts one issuer, as a preset of the library describes it.
 */
final class PresetApplication implements AutoCloseable {

  private final HttpListener listener;

  private PresetApplication(HttpListener listener) {
    this.listener = listener;
  }

  static PresetApplication start(TrustedIssuer issuer) throws IOException {
    HttpListener listener = HttpListener.bind("127.0.0.1", 0, 64 * 1024, Optional.empty());
    PresetApplication application = new PresetApplication(listener);
    listener.deploy(
        new ResourceConfig(Endpoint.class)
            .register(
                McpSecurityFeature.create(
                    McpSecurityConfig.builder("http://127.0.0.1:" + listener.port())
                        .issuer(issuer)
                        .dpop(
                            dpop ->
                                dpop.optional(
                                    new InMemoryReplayStore(1_000, InstantSource.system())))
                        .build())));
    return application;
  }

  String endpoint() {
    return "http://127.0.0.1:" + listener.port() + "/mcp";
  }

  @Override
  public void close() {
    listener.close();
  }

  /** Tells callers who they are. */
  @Path("/mcp")
  @McpProtected(scopes = "mcp:tools:read")
  public static final class Endpoint {

    /** The caller, as the library verified it. */
    @POST
    @Produces(MediaType.APPLICATION_JSON)
    public Map<String, Object> whoami(@Context McpPrincipal caller) {
      return CallerDescription.of(caller);
    }
  }
}
