package io.github.jerseymcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.config.McpSecurityConfigBuilder;
import io.github.jerseymcp.testsupport.http.RawHttp;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a client does after a 401: it follows the pointer, asks for a token for the resource that
 * the document names, and is let in.
 */
class DocumentPointerTest {

  @Path("/mcp/{tenant}")
  @McpProtected
  public static class Mcp {
    @GET
    public String get(@Context McpPrincipal caller) {
      return "subject " + caller.subject();
    }
  }

  static class Mapped extends ResourceConfig {
    Mapped(McpSecurityConfigBuilder config) {
      super(Mcp.class);
      register(McpSecurityFeature.create(config.build()));
    }
  }

  @ApplicationPath("/app")
  public static class Application extends Mapped {
    public Application() {
      super(Fixture.config());
    }
  }

  static Stream<Arguments> deployments() {
    return Stream.of(
        row("", () -> Deployment.grizzly(mapped(), "")),
        row("/api", () -> Deployment.grizzly(mapped(), "/api")),
        row("/app", () -> Deployment.grizzly(new Application(), "")),
        row("", () -> Deployment.tomcat(mapped(), "", "")),
        row("/api", () -> Deployment.tomcat(mapped(), "", "/api")),
        row("/context", () -> Deployment.tomcat(mapped(), "/context", "")),
        row("/context/api", () -> Deployment.tomcat(mapped(), "/context", "/api")),
        row("/app", () -> Deployment.tomcat(Application.class, "", "/app")),
        row("/context/app", () -> Deployment.tomcat(Application.class, "/context", "/app")));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("deployments")
  void thePointerLeadsToTheIdentifierWhoseTokenIsAccepted(String base, Supplier<Deployment> start) {
    try (Deployment deployment = start.get()) {
      String pointer = pointer(deployment, base + "/mcp/acme");
      assertThat(pointer).isEqualTo(base + "/.well-known/oauth-protected-resource/mcp/acme");
      follow(deployment, pointer, base + "/mcp/acme", base + "/mcp/acme");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/public", "/public/deep", ""})
  void aProxyThatRemovesOrAddsAPrefixIsToldByTheConfiguration(String base) {
    Mapped application =
        new Mapped(Fixture.config().documents(documents -> documents.withBasePath(base)));
    try (Deployment deployment = Deployment.grizzly(application, "/inside")) {
      String pointer = pointer(deployment, "/inside/mcp/acme");
      assertThat(pointer).isEqualTo(base + "/.well-known/oauth-protected-resource/mcp/acme");
      follow(
          deployment,
          "/inside" + pointer.substring(base.length()),
          base + "/mcp/acme",
          "/inside/mcp/acme");
    }
  }

  @Test
  void documentsAtTheHostRootAreFoundThroughAProxyThatPassesThemOn() {
    Mapped application =
        new Mapped(Fixture.config().documents(documents -> documents.withHostRoot()));
    try (Deployment deployment = Deployment.tomcat(application, "/context", "/api")) {
      String pointer = pointer(deployment, "/context/api/mcp/acme");
      assertThat(pointer).isEqualTo("/.well-known/oauth-protected-resource/context/api/mcp/acme");
      follow(
          deployment, "/context/api" + pointer, "/context/api/mcp/acme", "/context/api/mcp/acme");
    }
  }

  private static String pointer(Deployment deployment, String path) {
    RawHttp.Raw refused = deployment.get(path);
    assertThat(refused.status()).isEqualTo(401);
    String pointer = refused.quotedAfter("resource_metadata=\"");
    assertThat(pointer).startsWith(Fixture.ORIGIN);
    return pointer.substring(Fixture.ORIGIN.length());
  }

  private static void follow(Deployment deployment, String pointer, String resource, String path) {
    RawHttp.Raw document = deployment.get(pointer);
    assertThat(document.status()).isEqualTo(200);
    String identifier = document.quotedAfter("\"resource\":\"");
    assertThat(identifier).isEqualTo(Fixture.ORIGIN + resource);
    String token = Fixture.ISSUER.token().audience(identifier).sign();
    assertThat(deployment.get(path, token).body()).contains("subject alice");
  }

  private static Mapped mapped() {
    return new Mapped(Fixture.config());
  }

  private static Arguments row(String base, Supplier<Deployment> start) {
    return Arguments.of(base, start);
  }
}
