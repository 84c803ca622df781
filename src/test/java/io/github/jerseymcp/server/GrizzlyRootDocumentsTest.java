package io.github.jerseymcp.server;

import static io.github.jerseymcp.server.Fixture.ISSUER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.testsupport.http.Http;
import io.github.jerseymcp.testsupport.process.FreePort;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.ext.RuntimeDelegate;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.glassfish.grizzly.http.server.HttpHandlerRegistration;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpContainer;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.spi.Container;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** PRM-04: the documents at the root of the host, for an application that has a path of its own. */
class GrizzlyRootDocumentsTest {

  private static HttpServer server;
  private static String origin;

  @Path("/mcp")
  @McpProtected(scopes = "mcp:tools:read")
  public static class Notes {

    @GET
    public String read() {
      return "notes";
    }
  }

  @Path("/others")
  @McpProtected(scopes = "others")
  public static class Others {

    @GET
    public String read() {
      return "others";
    }
  }

  @BeforeAll
  static void start() throws Exception {
    origin = FreePort.origin();
    McpSecurityFeature feature = feature(origin);
    server =
        GrizzlyHttpServerFactory.createHttpServer(
            URI.create(origin + "/api/"), new ResourceConfig(Notes.class).register(feature));
    GrizzlyRootDocuments.mount(server, feature, "/api");
  }

  @AfterAll
  static void stop() {
    server.shutdownNow();
  }

  @Test
  void theChallengePointsAtTheDocumentAtTheRoot() throws Exception {
    HttpResponse<String> answer = send("GET", "/api/mcp");

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
        .contains(
            "resource_metadata=\"" + origin + "/.well-known/oauth-protected-resource/api/mcp\"");
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/.well-known/oauth-protected-resource/api/mcp,200",
    "HEAD,/.well-known/oauth-protected-resource/api/mcp,200",
    "GET,/.well-known/oauth-protected-resource,200",
    "GET,/api/.well-known/oauth-protected-resource/mcp,200",
    "GET,/.well-known/oauth-protected-resource/mcp,404",
    "GET,/.well-known/oauth-protected-resource/api/other,404",
    "GET,/.well-known/oauth-protected-resource/apix/mcp,404",
    "POST,/.well-known/oauth-protected-resource/api/mcp,405",
    "OPTIONS,/.well-known/oauth-protected-resource/api/mcp,204",
  })
  void answersForTheResourcesOfTheApplicationAlone(String method, String path, int status)
      throws Exception {
    HttpResponse<String> answer = send(method, path);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
    if (method.equals("GET") && status == 200) {
      assertThat(answer.body()).contains("\"resource\":\"" + origin + "/api/mcp\"");
    }
  }

  @Test
  void servesTheApplicationAtThePathThoughItsFeatureProtectsAnotherOneToo() throws Exception {
    String second = FreePort.origin();
    McpSecurityFeature feature = feature(second);
    HttpServer two =
        GrizzlyHttpServerFactory.createHttpServer(
            URI.create(second + "/api/"), new ResourceConfig(Notes.class).register(feature));
    ResourceConfig other = new ResourceConfig(Others.class).register(feature);
    two.getServerConfiguration()
        .addHttpHandler(
            RuntimeDelegate.getInstance().createEndpoint(other, GrizzlyHttpContainer.class),
            HttpHandlerRegistration.builder().contextPath("/other").build());
    try {
      assertThatIllegalStateException()
          .isThrownBy(() -> GrizzlyRootDocuments.mount(two, feature, "/third"))
          .withMessageContaining("several applications");
      assertThatIllegalStateException()
          .isThrownBy(() -> GrizzlyRootDocuments.mount(two, feature(second), "/api"))
          .withMessageContaining("Start the application");
      GrizzlyRootDocuments.mount(two, feature, "/api/");

      String documents = second + "/.well-known/oauth-protected-resource";
      assertThat(status(documents + "/api/mcp")).isEqualTo(200);
      assertThat(status(documents + "/api/others")).isEqualTo(404);
    } finally {
      two.shutdownNow();
    }
  }

  @Test
  void servesWhatTheApplicationIsAfterItWasLoadedAgain() throws Exception {
    String reloaded = FreePort.origin();
    McpSecurityFeature feature = feature(reloaded);
    HttpServer again =
        GrizzlyHttpServerFactory.createHttpServer(
            URI.create(reloaded + "/api/"), new ResourceConfig(Notes.class).register(feature));
    try {
      GrizzlyRootDocuments.mount(again, feature, "/api");
      Container container =
          (Container)
              again.getServerConfiguration().getHttpHandlersWithMapping().keySet().stream()
                  .filter(Container.class::isInstance)
                  .findFirst()
                  .orElseThrow();
      container.reload(new ResourceConfig(Others.class).register(feature(reloaded)));

      String documents = reloaded + "/.well-known/oauth-protected-resource/api";
      assertThat(status(documents + "/others")).isEqualTo(200);
      assertThat(status(documents + "/mcp")).isEqualTo(404);

      container.reload(new ResourceConfig());
      assertThat(status(documents + "/others")).isEqualTo(404);
    } finally {
      again.shutdownNow();
    }
  }

  private static McpSecurityFeature feature(String publicOrigin) {
    return McpSecurityFeature.create(
        McpSecurityConfig.builder(publicOrigin)
            .issuer(ISSUER.issuer())
            .documents(documents -> documents.withHostRoot())
            .build());
  }

  private static int status(String uri) throws Exception {
    return Http.CLIENT
        .send(
            HttpRequest.newBuilder(URI.create(uri)).build(), HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private static HttpResponse<String> send(String method, String path) {
    return Http.send(Http.to(origin + path).method(method, HttpRequest.BodyPublishers.noBody()));
  }
}
