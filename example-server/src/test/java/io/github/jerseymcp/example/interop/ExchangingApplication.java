package io.github.jerseymcp.example.interop;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.server.McpSecurityFeature;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.token.TrustedIssuer;
import io.github.jerseymcp.upstream.UpstreamTokenException;
import io.github.jerseymcp.upstream.UpstreamTokens;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.glassfish.jersey.server.ResourceConfig;

/** An application whose handler calls an API, which answers with the token that it was sent. */
final class ExchangingApplication implements AutoCloseable {

  private final HttpServer api;
  private final InProcess application;

  private ExchangingApplication(HttpServer api, InProcess application) {
    this.api = api;
    this.application = application;
  }

  /**
   * The origin is that of tokens: its path {@code /mcp} is their audience. The API is known to the
   * issuer as this client.
   */
  static ExchangingApplication start(String issuer, String origin, String api) throws IOException {
    HttpServer server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
    server.createContext("/", ExchangingApplication::answer);
    server.start();
    URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/events");
    UpstreamTokens calendar =
        UpstreamTokens.builder(address.toString(), issuer)
            .client("notes-server", () -> "interop-secret")
            .audience(api)
            .build();
    ResourceConfig config =
        new ResourceConfig()
            .register(new Handler(calendar, address))
            .register(
                McpSecurityFeature.create(
                    McpSecurityConfig.builder(origin)
                        .issuer(TrustedIssuer.keycloak(issuer))
                        .build()));
    return new ExchangingApplication(server, InProcess.start(config, origin + "/"));
  }

  private static void answer(HttpExchange exchange) throws IOException {
    String sent = exchange.getRequestHeaders().getFirst("Authorization");
    byte[] token = sent.replace("Bearer ", "").getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, token.length);
    exchange.getResponseBody().write(token);
    exchange.close();
  }

  /** The token that the API got for a caller, or the fault. */
  String tokenSentFor(String inbound) {
    return application.call("GET", "/mcp").bearer(inbound).send().body();
  }

  @Override
  public void close() {
    api.stop(0);
  }

  /** Calls the API. */
  @Path("/mcp")
  @McpProtected
  public static final class Handler {

    private final UpstreamTokens calendar;
    private final URI address;

    Handler(UpstreamTokens calendar, URI address) {
      this.calendar = calendar;
      this.address = address;
    }

    /** The answer of the API. */
    @GET
    public String get(@Context McpPrincipal caller) throws IOException, InterruptedException {
      try {
        return calendar
            .httpClient(caller)
            .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
            .body();
      } catch (UpstreamTokenException e) {
        return e.fault().name();
      }
    }
  }
}
