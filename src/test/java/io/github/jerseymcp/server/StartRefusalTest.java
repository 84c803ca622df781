package io.github.jerseymcp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.McpPublic;
import io.github.jerseymcp.OperationScopes;
import io.github.jerseymcp.RequiresScopes;
import io.github.jerseymcp.mcp.McpTransportSettings;
import io.github.jerseymcp.mcp.endpoint.McpEndpoint;
import io.github.jerseymcp.mcp.endpoint.StatelessMcpTransport;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Configuration;
import java.util.List;
import java.util.stream.Stream;
import org.glassfish.jersey.server.model.ModelProcessor;
import org.glassfish.jersey.server.model.Resource;
import org.glassfish.jersey.server.model.ResourceModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Applications that would leave something open by mistake do not start, and say what and why. */
class StartRefusalTest {

  private static final String OPEN = "lies under a protected path and is neither protected nor";
  private static final String NO_RESOURCE =
      "asks for a caller but belongs to no protected resource";

  @Path("/mcp")
  @McpProtected
  public static class Mcp {
    @GET
    public String get() {
      return "";
    }
  }

  @Path("/mcp/forgotten")
  public static class UnderPrefix {
    @GET
    public String get() {
      return "";
    }
  }

  @Path("/mcp")
  public static class SamePath {
    @DELETE
    public String delete() {
      return "";
    }
  }

  @Path("/verbs")
  public static class ForgottenVerb {
    @GET
    @McpProtected
    public String get() {
      return "";
    }

    @POST
    public String forgotten() {
      return "";
    }
  }

  @Path("/{any}/forgotten")
  public static class UnderTemplate {
    @GET
    public String get() {
      return "";
    }
  }

  @Path("{path: [!-~]+}")
  public static class Reaching {
    @GET
    public String get() {
      return "";
    }
  }

  @Path("/ä/{id}")
  @McpProtected
  public static class Umlaut {
    @GET
    public String get() {
      return "";
    }
  }

  @Path("/%c3%a4/7/x")
  public static class UnderUmlaut {
    @GET
    public String get() {
      return "";
    }
  }

  @Path("/mcp/locator")
  public static class OpenLocator {
    @Path("x")
    public Object locate() {
      return this;
    }
  }

  @Path("/scopes")
  public static class ScopesAlone {
    @GET
    @RequiresScopes("a")
    public String get() {
      return "";
    }
  }

  @Path("/located")
  public static class LocatesScopes {
    @Path("x")
    public Located locate() {
      return new Located();
    }
  }

  @McpProtected
  public static class Located {
    @GET
    public String get() {
      return "";
    }
  }

  @Path("/both")
  @McpProtected
  public static class PublicAndProtected {
    @GET
    @McpPublic
    @RequiresScopes("a")
    public String get() {
      return "";
    }
  }

  @Path("/both-class")
  @McpProtected
  @McpPublic
  public static class PublicAndProtectedClass {
    @GET
    public String get() {
      return "";
    }
  }

  @Path("/media")
  @McpProtected
  public static class PublicForOneType {
    @POST
    @Consumes("text/plain")
    @McpPublic
    public String text(String body) {
      return "";
    }

    @POST
    @Consumes("application/json")
    public String json(String body) {
      return "";
    }
  }

  @Path("/names")
  @McpProtected
  public static class PublicUnderAnotherName {
    @GET
    @Path("{a}")
    @McpPublic
    public String open() {
      return "";
    }
  }

  @Path("/names")
  @McpProtected
  public static class ProtectedUnderAnotherName {
    @GET
    @Path("{b}")
    @jakarta.ws.rs.Produces("application/json")
    public String closed() {
      return "";
    }
  }

  @Path("/public-locator")
  @McpProtected
  public static class PublicLocator {
    @Path("x")
    @McpPublic
    public Object locate() {
      return this;
    }
  }

  @Path("/issuer")
  @McpProtected(issuers = "https://unknown.example")
  public static class UnknownIssuer {
    @GET
    public String get() {
      return "";
    }
  }

  @Path("/malformed")
  @McpProtected(scopes = "a\"b")
  public static class MalformedScope {
    @GET
    public String get() {
      return "";
    }
  }

  @Path("/empty")
  @McpProtected
  public static class NoScope {
    @GET
    @RequiresScopes({})
    public String get() {
      return "";
    }
  }

  @Path("/.well-known/oauth-protected-resource/mine")
  @McpProtected
  public static class AmongDocuments {
    @GET
    public String get() {
      return "";
    }
  }

  @Path("/.well-known/oauth-protected-resource/")
  public static class OwnDocument {
    @GET
    public String get() {
      return "";
    }
  }

  @Path("/rules")
  @McpProtected
  @OperationScopes(
      method = "tools/call",
      value = {})
  public static class RulesOnPlainResource {
    @GET
    public String get() {
      return "";
    }
  }

  @OperationScopes(method = "tools/call", value = "a")
  public interface Rules {}

  @Path("/inherited-rules")
  @McpProtected
  public static class InheritsRules implements Rules {
    @GET
    public String get() {
      return "";
    }
  }

  @Path("/endpoint")
  public static class UnprotectedEndpoint extends McpEndpoint {
    public UnprotectedEndpoint() {
      super(new StatelessMcpTransport(McpTransportSettings.builder(null).build()));
    }
  }

  @Path("/endpoint")
  @McpPublic
  public static class PublicEndpoint extends McpEndpoint {
    public PublicEndpoint() {
      super(new StatelessMcpTransport(McpTransportSettings.builder(null).build()));
    }
  }

  static Stream<Arguments> applications() {
    return Stream.of(
        row(
            "only an MCP endpoint enforces",
            "RulesOnPlainResource.get",
            RulesOnPlainResource.class),
        row("only an MCP endpoint enforces", "InheritsRules", InheritsRules.class),
        row(
            "needs a caller, and is not protected",
            "UnprotectedEndpoint at /endpoint",
            UnprotectedEndpoint.class),
        row("is opened with @McpPublic", "PublicEndpoint", PublicEndpoint.class),
        row(OPEN, "UnderPrefix.get", Mcp.class, UnderPrefix.class),
        row(OPEN, "SamePath.delete", Mcp.class, SamePath.class),
        row(OPEN, "ForgottenVerb.forgotten", ForgottenVerb.class),
        row(OPEN, "UnderTemplate.get", Mcp.class, UnderTemplate.class),
        row(OPEN, "Reaching.get", Mcp.class, Reaching.class),
        row(OPEN, "UnderUmlaut.get", Umlaut.class, UnderUmlaut.class),
        row(OPEN, "locator /mcp/locator/x", Mcp.class, OpenLocator.class),
        row(NO_RESOURCE, "ScopesAlone.get", ScopesAlone.class),
        row(NO_RESOURCE, "Located.get", LocatesScopes.class),
        row("protected at once", "PublicAndProtected.get", PublicAndProtected.class),
        row("protected at once", "PublicAndProtectedClass.get", PublicAndProtectedClass.class),
        row("opens the same path and verb", "PublicForOneType.json", PublicForOneType.class),
        row(
            "opens the same path and verb",
            "ProtectedUnderAnotherName.closed",
            PublicUnderAnotherName.class,
            ProtectedUnderAnotherName.class),
        row("is a locator", "PublicLocator.locate", PublicLocator.class),
        row("is not configured", "/issuer trusts the issuer", UnknownIssuer.class),
        row("no scope token", "MalformedScope.get", MalformedScope.class),
        row("names no scope", "NoScope.get", NoScope.class),
        row("lies among the metadata documents", "/mine", AmongDocuments.class),
        row("would never be called", "/.well-known/", Mcp.class, OwnDocument.class));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("applications")
  void refusesToStart(String problem, String handler, List<Class<?>> resources) {
    assertThatThrownBy(() -> Fixture.start(resources.toArray(new Class<?>[0])))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(handler)
        .hasMessageContaining(problem)
        .hasMessageContaining(": ");
  }

  @Test
  void refusesALambdaUnderAProtectedPath() {
    Resource.Builder lambda = Resource.builder("/mcp/lambda");
    lambda.addMethod("GET").handledBy(request -> "anybody");

    assertThatThrownBy(
            () ->
                Fixture.start(
                    Fixture.config(),
                    application -> application.registerResources(lambda.build()),
                    Mcp.class))
        .hasMessageContaining("GET /mcp/lambda")
        .hasMessageContaining("handle it with a class instead of a lambda");
  }

  /** Adds an open handler as late as the priorities of model processors allow. */
  @jakarta.annotation.Priority(Integer.MAX_VALUE - 1)
  static class LateProcessor implements ModelProcessor {
    @Override
    public ResourceModel processResourceModel(ResourceModel model, Configuration configuration) {
      return new ResourceModel.Builder(model, false)
          .addResource(Resource.from(UnderPrefix.class))
          .build();
    }

    @Override
    public ResourceModel processSubResource(ResourceModel model, Configuration configuration) {
      return model;
    }
  }

  @Test
  void refusesWhatAModelProcessorAddsLate() {
    assertThatThrownBy(
            () ->
                Fixture.start(
                    Fixture.config(),
                    application -> application.register(new LateProcessor()),
                    Mcp.class))
        .hasMessageContaining("UnderPrefix.get");
  }

  @Test
  void namesAllProblemsAtOnce() {
    Throwable refusal =
        catchThrowable(
            () ->
                Fixture.start(
                    Mcp.class,
                    UnderPrefix.class,
                    SamePath.class,
                    ForgottenVerb.class,
                    ScopesAlone.class,
                    PublicForOneType.class,
                    UnknownIssuer.class));
    assertThat(refusal.getMessage().lines().filter(line -> line.startsWith(" - "))).hasSize(6);
    assertThat(refusal.getMessage())
        .contains(
            "UnderPrefix",
            "SamePath",
            "ForgottenVerb",
            "ScopesAlone",
            "PublicForOneType",
            "/issuer");
  }

  private static Arguments row(String problem, String handler, Class<?>... resources) {
    return Arguments.of(problem, handler, List.of(resources));
  }
}
