package io.github.jerseymcp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.McpPublic;
import io.github.jerseymcp.OperationAuthentication;
import io.github.jerseymcp.OperationScopes;
import io.github.jerseymcp.RequiresAuthentication;
import io.github.jerseymcp.config.Settings;
import io.github.jerseymcp.mcp.McpTransportSettings;
import io.github.jerseymcp.mcp.endpoint.McpEndpoint;
import io.github.jerseymcp.mcp.endpoint.StatelessMcpTransport;
import io.github.jerseymcp.resource.StartupAudit;
import io.github.jerseymcp.testing.Answer;
import io.github.jerseymcp.testing.InProcess;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Configuration;
import java.util.stream.Stream;
import org.glassfish.jersey.server.model.ModelProcessor;
import org.glassfish.jersey.server.model.ResourceModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Demands on the authentication that cannot be meant so stop the start. */
class StepUpStartTest {

  public abstract static class Plain {
    @GET
    public String get() {
      return "";
    }
  }

  @Path("/empty")
  @McpProtected
  @RequiresAuthentication
  public static class Empty extends Plain {}

  @Path("/space")
  @McpProtected
  @RequiresAuthentication(acr = {"gold", "two words"})
  public static class Space extends Plain {}

  @Path("/quote")
  @McpProtected
  public static class Quote {
    @GET
    @RequiresAuthentication(acr = "a\"b")
    public String get() {
      return "";
    }
  }

  @Path("/negative")
  @McpProtected
  @RequiresAuthentication(acr = "gold", maxAge = -2)
  public static class Negative extends Plain {}

  @Path("/milliseconds")
  @McpProtected
  @RequiresAuthentication(maxAge = 31_622_401)
  public static class TooLong extends Plain {}

  @Path("/unprotected")
  public static class Unprotected {
    @GET
    @RequiresAuthentication(maxAge = 300)
    public String get() {
      return "";
    }
  }

  @Path("/public")
  @McpProtected
  public static class Public {
    @GET
    @McpPublic
    @RequiresAuthentication(maxAge = 300)
    public String get() {
      return "";
    }
  }

  @Path("/public-class")
  @McpPublic
  @RequiresAuthentication(maxAge = 300)
  public static class PublicClass extends Plain {}

  @RequiresAuthentication(acr = "silver")
  public interface Silver {}

  @Path("/contrary")
  @McpProtected
  public static class Contrary implements Silver {
    @GET
    @RequiresAuthentication(acr = "gold")
    public String get() {
      return "";
    }
  }

  @Path("/rules")
  @McpProtected
  @OperationAuthentication(method = "tools/call", maxAge = 300)
  public static class RulesOnPlainResource extends Plain {}

  public abstract static class Endpoint extends McpEndpoint {
    Endpoint() {
      super(served());
    }

    private static StatelessMcpTransport served() {
      StatelessMcpTransport transport =
          new StatelessMcpTransport(
              McpTransportSettings.builder(McpJsonDefaults.getMapper()).build());
      McpServer.async(transport).serverInfo("bank", "1").build();
      return transport;
    }
  }

  @Path("/operation")
  @McpProtected
  @OperationAuthentication(method = "tools/call", name = "pay")
  public static class EmptyOperation extends Endpoint {}

  @Path("/operation")
  @McpProtected
  @OperationAuthentication(method = "", maxAge = 300)
  public static class NoMethod extends Endpoint {}

  @Path("/operation")
  @McpProtected
  @OperationAuthentication(method = "tools/call", acr = "silver")
  @OperationAuthentication(method = "tools/call", name = "pay", acr = "gold")
  public static class ContraryOperations extends Endpoint {}

  @Path("/operation")
  @McpProtected
  @RequiresAuthentication(acr = "silver")
  @OperationAuthentication(method = "tools/call", acr = "gold")
  public static class ContraryToClass extends Endpoint {}

  static Stream<Arguments> applications() {
    return Stream.of(
        row("asks for no authentication: name acr or maxAge", Empty.class),
        row("names an acr that no challenge can carry", Space.class),
        row("names an acr that no challenge can carry", Quote.class),
        row("no number of seconds from 0 to 31622400", Negative.class),
        row("no number of seconds from 0 to 31622400", TooLong.class),
        row("asks for a caller but belongs to no protected resource", Unprotected.class),
        row("protected at once", Public.class),
        row("protected at once", PublicClass.class),
        row("asks for different acr on class and method", Contrary.class),
        row("only an MCP endpoint enforces", RulesOnPlainResource.class),
        row("of tools/call pay that asks for no authentication", EmptyOperation.class),
        row("@OperationAuthentication that names no method", NoMethod.class),
        row("asks for different acr of tools/call pay", ContraryOperations.class),
        row("asks for different acr of tools/call,", ContraryToClass.class));
  }

  @ParameterizedTest(name = "SU-07 {1}")
  @MethodSource("applications")
  void refusesToStartSu07(String problem, Class<?> resource) {
    assertThatThrownBy(() -> Fixture.start(resource))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(resource.getSimpleName())
        .hasMessageContaining(problem);
  }

  @Path("/mcp")
  @McpProtected(scopes = "read")
  @RequiresAuthentication(acr = {"silver", "gold"})
  @OperationScopes(method = "tools/call", value = "call")
  @OperationAuthentication(method = "tools/call", name = "pay", acr = "gold", maxAge = 300)
  public static class Described extends Endpoint {}

  @Test
  void theStartReportTellsOfThemSu07() {
    StringBuilder report = new StringBuilder();
    Fixture.start(
        Fixture.config(),
        application -> application.register(new DescribeAtStart(report)),
        Described.class);

    assertThat(report.toString())
        .contains(
            "    tools/call: call",
            "    tools/call pay: acr gold, signed in at most 300 s ago",
            "    POST ...: acr silver or gold");
  }

  /** Renders the report of the application that it is registered with. */
  @jakarta.annotation.Priority(Integer.MAX_VALUE)
  private record DescribeAtStart(StringBuilder report) implements ModelProcessor {

    @Override
    public ResourceModel processResourceModel(ResourceModel model, Configuration configuration) {
      StartupAudit.Outcome outcome =
          StartupAudit.of(model, MetadataResource.class, problem -> report.append(problem));
      report.append(
          new StartReport(Settings.of(Fixture.config().build()), "")
              .render(outcome.resources().all(), outcome.handlers().get()));
      return model;
    }

    @Override
    public ResourceModel processSubResource(ResourceModel model, Configuration configuration) {
      return model;
    }
  }

  @ParameterizedTest(name = "SU-05 {0}")
  @ValueSource(strings = {"GET", "POST", "DELETE"})
  void holdsForEachVerbOfAnEndpointSu05(String verb) {
    InProcess server = Fixture.start(Described.class);
    String weak = Fixture.token("/mcp").scope("read call").claim("acr", "bronze").sign();
    Answer answer = server.call(verb, "/mcp").bearer(weak).send();

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.challenge()).contains("acr_values=\"silver gold\"");
  }

  private static Arguments row(String problem, Class<?> resource) {
    return Arguments.of(problem, resource);
  }
}
