package io.github.jerseymcp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.McpPublic;
import io.github.jerseymcp.OperationScopes;
import io.github.jerseymcp.RequiresScopes;
import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.mcp.endpoint.EndpointTransport;
import io.github.jerseymcp.mcp.endpoint.McpEndpoint;
import io.github.jerseymcp.testing.InProcess;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.InternalServerErrorException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.glassfish.jersey.CommonProperties;
import org.glassfish.jersey.process.Inflector;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.server.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An application that is annotated, and forgets the feature or has two of them, does not start. */
class ForgottenFeatureTest {

  @Path("/on-class")
  @McpProtected
  public static class OnClass {
    @GET
    public String get() {
      return "anybody";
    }
  }

  @Path("/on-method")
  public static class OnMethod {
    @GET
    @McpProtected
    public String get() {
      return "anybody";
    }
  }

  @McpProtected
  public interface Marked {}

  @Path("/on-interface")
  public static class OnInterface implements Marked {
    @GET
    public String get() {
      return "anybody";
    }
  }

  @McpProtected
  public abstract static class Base {
    public abstract String get();
  }

  @Path("/on-superclass")
  public static class OnSuperclass extends Base {
    @GET
    @Override
    public String get() {
      return "anybody";
    }
  }

  public interface Method {
    @RequiresScopes("a")
    String get();
  }

  @Path("/on-interface-method")
  public static class OnInterfaceMethod implements Method {
    @GET
    @Override
    public String get() {
      return "anybody";
    }
  }

  @Path("/scopes")
  public static class Scopes {
    @GET
    @RequiresScopes("a")
    @RequiresScopes("b")
    public String get() {
      return "anybody";
    }
  }

  @Path("/operations")
  @OperationScopes(method = "tools/call", value = "a")
  @OperationScopes(method = "tools/list", value = "b")
  public static class Operations {
    @GET
    public String get() {
      return "anybody";
    }
  }

  @Path("/public")
  public static class Public {
    @GET
    @McpPublic
    public String get() {
      return "anybody";
    }
  }

  @Path("/locator")
  public static class Locator {
    @Path("x")
    public OnClass locate() {
      return new OnClass();
    }
  }

  @Path("/protected-locator")
  public static class ProtectedLocator {
    @Path("x")
    @McpProtected
    public Object locate() {
      return new Unmarked();
    }
  }

  @Path("/opaque")
  public static class Opaque {
    @Path("annotated")
    public Object annotated() {
      return new OnClass();
    }

    @Path("plain")
    public Object plain() {
      return new Unmarked();
    }
  }

  @Path("/endpoint")
  public static class Endpoint extends McpEndpoint {
    public Endpoint(EndpointTransport transport) {
      super(transport);
    }
  }

  @Path("/unmarked")
  public static class Unmarked {
    @GET
    public String get() {
      return "anybody";
    }
  }

  @McpProtected
  static class MarkedInflector implements Inflector<ContainerRequestContext, Response> {
    @Override
    public Response apply(ContainerRequestContext request) {
      return Response.ok("anybody").build();
    }
  }

  static Stream<Arguments> applications() {
    return Stream.of(
        row("OnClass (@McpProtected)", () -> new ResourceConfig(OnClass.class)),
        row("OnClass (@McpProtected)", () -> new ResourceConfig().register(new OnClass())),
        row("OnClass (@McpProtected)", ForgottenFeatureTest::plainApplication),
        row("OnMethod (@McpProtected)", () -> new ResourceConfig(OnMethod.class)),
        row("OnInterface (@McpProtected)", () -> new ResourceConfig(OnInterface.class)),
        row("OnSuperclass (@McpProtected)", () -> new ResourceConfig(OnSuperclass.class)),
        row(
            "OnInterfaceMethod (@RequiresScopes)",
            () -> new ResourceConfig(OnInterfaceMethod.class)),
        row("Scopes (@RequiresScopes)", () -> new ResourceConfig(Scopes.class)),
        row("Operations (@OperationScopes)", () -> new ResourceConfig(Operations.class)),
        row("Public (@McpPublic)", () -> new ResourceConfig(Public.class)),
        row("OnClass (@McpProtected)", () -> new ResourceConfig(Locator.class)),
        row("ProtectedLocator (@McpProtected)", () -> new ResourceConfig(ProtectedLocator.class)),
        row("Endpoint (an MCP endpoint)", () -> new ResourceConfig(Endpoint.class)),
        row("MarkedInflector (@McpProtected)", ForgottenFeatureTest::programmatic),
        row(
            "OnClass (@McpProtected)",
            () -> without(CommonProperties.FEATURE_AUTO_DISCOVERY_DISABLE)),
        row(
            "OnClass (@McpProtected)",
            () -> without(ServerProperties.FEATURE_AUTO_DISCOVERY_DISABLE)),
        row(
            "OnClass (@McpProtected)",
            () -> without(CommonProperties.METAINF_SERVICES_LOOKUP_DISABLE)),
        row(
            "OnClass (@McpProtected)",
            () -> without(ServerProperties.METAINF_SERVICES_LOOKUP_DISABLE)),
        row("OnClass (@McpProtected)", () -> without(ServerProperties.RESOURCE_VALIDATION_DISABLE)),
        row(
            "OnClass (@McpProtected)",
            () -> without(ServerProperties.RESOURCE_VALIDATION_IGNORE_ERRORS)));
  }

  @ParameterizedTest(name = "{0} {index}")
  @MethodSource("applications")
  void stopsTheStartWhenTheFeatureIsForgottenF01(String line, Supplier<Application> application) {
    assertThatThrownBy(() -> new ApplicationHandler(application.get()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("McpSecurityFeature is not registered")
        .hasMessageContaining(line)
        .hasMessageContaining("register(McpSecurityFeature.create(");
  }

  @Test
  void saysToRegisterTheClassWhereThePropertiesAreThereF01() {
    ResourceConfig application =
        new ResourceConfig(OnClass.class).property("mcp.security.public-origin", Fixture.ORIGIN);
    assertThatThrownBy(() -> new ApplicationHandler(application))
        .hasMessageContaining("register(McpSecurityFeature.class)");
  }

  @Test
  void refusesAtTheRequestWhatOnlyARequestCanFindF01() {
    InProcess server = InProcess.start(new ResourceConfig(Opaque.class), Fixture.ORIGIN + "/");
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> server.call("GET", "/opaque/annotated").send())
          .hasMessageContaining("failed inside Jersey")
          .hasRootCauseInstanceOf(InternalServerErrorException.class);
    }
    assertThat(server.call("GET", "/opaque/plain").send().body()).isEqualTo("anybody");
  }

  @Test
  void leavesApplicationsAloneThatUseNothingOfOursF01() {
    assertThatCode(() -> new ApplicationHandler(new ResourceConfig(Unmarked.class)))
        .doesNotThrowAnyException();
  }

  @Test
  void stopsTheStartWithTwoConfigurationsF04() {
    McpSecurityFeature one = McpSecurityFeature.create(Fixture.config().build());
    McpSecurityFeature other =
        McpSecurityFeature.create(
            Fixture.config().challenges(challenges -> challenges.withRealm("x")).build());
    Feature nested = context -> context.register(other) != null;
    for (ResourceConfig application :
        new ResourceConfig[] {
          new ResourceConfig(OnClass.class).register(one).register(other),
          new ResourceConfig(OnClass.class).register(one).register(nested),
          new ResourceConfig(OnClass.class).register(nested).register(one),
          withProperties().register(McpSecurityFeature.class).register(one),
          withProperties().register(one).register(McpSecurityFeature.class),
        }) {
      assertThatThrownBy(() -> new ApplicationHandler(application))
          .hasMessageContaining("two configurations");
    }
  }

  @Test
  void stopsTheStartHoweverManyFeaturesWereMadeBetweenF04() {
    for (int between = 0; between < 10; between++) {
      ResourceConfig application =
          new ResourceConfig(OnClass.class)
              .register(McpSecurityFeature.create(Fixture.config().build()));
      for (int i = 0; i < between; i++) {
        McpSecurityFeature.create(Fixture.config().build());
      }
      application.register(
          McpSecurityFeature.create(
              Fixture.config().challenges(challenges -> challenges.withRealm("x")).build()));
      assertThatThrownBy(() -> new ApplicationHandler(application))
          .as("%s between", between)
          .hasMessageContaining("two configurations");
    }
  }

  @Test
  void takesOneConfigurationTwiceF04() {
    McpSecurityConfig config = Fixture.config().build();
    McpSecurityFeature one = McpSecurityFeature.create(config);
    new ApplicationHandler(
        new ResourceConfig(OnClass.class)
            .register(one)
            .register(one)
            .register(McpSecurityFeature.create(config)));
    new ApplicationHandler(new ResourceConfig(OnMethod.class).register(one));
  }

  private static ResourceConfig withProperties() {
    return new ResourceConfig(OnClass.class)
        .property("mcp.security.public-origin", Fixture.ORIGIN)
        .property("mcp.security.issuers", Fixture.ISSUER.issuer());
  }

  private static Application plainApplication() {
    return new Application() {
      @Override
      public Set<Class<?>> getClasses() {
        return Set.of(OnClass.class);
      }
    };
  }

  private static ResourceConfig without(String property) {
    return new ResourceConfig(OnClass.class).property(property, true);
  }

  private static ResourceConfig programmatic() {
    return new ResourceConfig().registerResources(programmaticAt("/programmatic"));
  }

  private static Resource programmaticAt(String path) {
    Resource.Builder resource = Resource.builder(path);
    resource.addMethod("GET").handledBy(new MarkedInflector());
    return resource.build();
  }

  private static Arguments row(String line, Supplier<Application> application) {
    return Arguments.of(line, application);
  }
}
