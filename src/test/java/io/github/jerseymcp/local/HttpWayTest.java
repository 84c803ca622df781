package io.github.jerseymcp.local;

import io.github.jerseymcp.server.McpSecurityFeature;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import jakarta.ws.rs.core.Feature;
import java.net.URI;
import java.net.http.HttpRequest;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

/** The same over HTTP. */
@Tag("once")
class HttpWayTest extends EveryWayRules {

  private HttpServer server;

  @BeforeEach
  void start() {
    Feature endpoints =
        context -> {
          context.register(notes.endpoint);
          return true;
        };
    server =
        GrizzlyHttpServerFactory.createHttpServer(
            URI.create(notes.origin + "/"),
            new ResourceConfig()
                .register(endpoints)
                .register(McpSecurityFeature.create(notes.config)));
  }

  @AfterEach
  void stop() {
    server.shutdownNow();
  }

  @Override
  protected WayClient begin(String subject, String... scopes) {
    return SessionClient.over(
        HttpClientStreamableHttpTransport.builder(notes.origin)
            .endpoint("/mcp")
            .requestBuilder(
                HttpRequest.newBuilder().header("Authorization", bearer(subject, scopes)))
            .build());
  }

  final String bearer(String subject, String... scopes) {
    return "Bearer "
        + notes
            .issuer
            .token()
            .subject(subject)
            .audience(notes.origin + "/mcp")
            .scope(scopes)
            .sign();
  }
}
