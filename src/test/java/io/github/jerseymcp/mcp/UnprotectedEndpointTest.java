package io.github.jerseymcp.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.mcp.endpoint.EndpointTransport;
import io.github.jerseymcp.mcp.endpoint.McpEndpoint;
import io.github.jerseymcp.mcp.endpoint.StatelessMcpTransport;
import io.github.jerseymcp.server.McpSecurityFeature;
import io.github.jerseymcp.testing.Answer;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpStatelessServerHandler;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.glassfish.jersey.server.ResourceConfig;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/**
 * The endpoint's own guard. Such an application does not start, so these requests come to the
 * endpoint by a way that no start can see: F-01.
 */
class UnprotectedEndpointTest {

  private static final String ORIGIN = "https://mcp.example.com";

  private final AtomicInteger handled = new AtomicInteger();
  private final StatelessMcpTransport transport = transport();
  private final Endpoint endpoint = new Endpoint(transport);

  @Path("/mcp")
  @McpProtected(scopes = "mcp:tools:read")
  private static final class Endpoint extends McpEndpoint {
    Endpoint(EndpointTransport transport) {
      super(transport);
    }
  }

  /** Leads to an endpoint behind the back of whatever protects it. */
  @Path("/open")
  public static final class Detour {

    private final Endpoint endpoint;

    private Detour(Endpoint endpoint) {
      this.endpoint = endpoint;
    }

    @POST
    public void post(
        @Context @Nullable McpPrincipal caller,
        @Context ContainerRequestContext request,
        @Context HttpHeaders headers,
        @Suspended AsyncResponse response,
        InputStream body)
        throws IOException {
      endpoint.post(caller, request, headers, response, body);
    }

    @GET
    public void get(
        @Context @Nullable McpPrincipal caller,
        @Context ContainerRequestContext request,
        @Context HttpHeaders headers,
        @Suspended AsyncResponse response) {
      endpoint.get(caller, request, headers, response);
    }

    @DELETE
    public void delete(
        @Context @Nullable McpPrincipal caller,
        @Context ContainerRequestContext request,
        @Context HttpHeaders headers,
        @Suspended AsyncResponse response) {
      endpoint.delete(caller, request, headers, response);
    }
  }

  @AfterEach
  void close() {
    transport.close();
  }

  @ParameterizedTest(name = "F-01 {0}")
  @ValueSource(strings = {"POST", "GET", "DELETE"})
  void refusesEveryMessageWhereNothingNamesACallerF01(String verb) {
    refuses(new ResourceConfig().register(new Detour(endpoint)), verb);
  }

  @ParameterizedTest(name = "F-01 {0}")
  @ValueSource(strings = {"POST", "GET", "DELETE"})
  void refusesEveryMessageWhoseCallerIsNotVerifiedF01(String verb) {
    McpSecurityConfig config =
        McpSecurityConfig.builder(ORIGIN).issuer("https://auth.example.com").build();
    refuses(
        new ResourceConfig()
            .register(new Detour(endpoint))
            .register(endpoint)
            .register(McpSecurityFeature.create(config)),
        verb);
  }

  private void refuses(ResourceConfig application, String verb) {
    Answer answer =
        InProcess.start(application, ORIGIN + "/")
            .call(verb, "/open")
            .header("Accept", "application/json, text/event-stream")
            .body(
                "application/json",
                verb.equals("POST") ? McpWire.request(1, "tools/list", "{}") : "")
            .send();

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.header("Cache-Control")).contains("no-store");
    assertThat(answer.body()).isEmpty();
    assertThat(handled).hasValue(0);
    assertThat(transport.callsInFlight()).isZero();
  }

  private StatelessMcpTransport transport() {
    StatelessMcpTransport made =
        new StatelessMcpTransport(
            McpTransportSettings.builder(McpJsonDefaults.getMapper()).build());
    made.setMcpHandler(
        new McpStatelessServerHandler() {
          @Override
          public Mono<JSONRPCResponse> handleRequest(
              McpTransportContext context, JSONRPCRequest request) {
            handled.incrementAndGet();
            return Mono.just(JSONRPCResponse.result(request.id(), Map.of()));
          }

          @Override
          public Mono<Void> handleNotification(
              McpTransportContext context, JSONRPCNotification notification) {
            handled.incrementAndGet();
            return Mono.empty();
          }
        });
    handled.set(0); // The start asks for the tools.
    return made;
  }
}
