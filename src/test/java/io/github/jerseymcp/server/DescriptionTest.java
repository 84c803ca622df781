package io.github.jerseymcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.testing.Answer;
import io.github.jerseymcp.testing.InProcess;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Feature;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.server.wadl.WadlFeature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Jersey tells of an application by itself names nothing protected to strangers. */
class DescriptionTest {

  private static final String WADL = "application/vnd.sun.wadl+xml";

  @Path("/secret")
  @McpProtected
  public static class Secret {
    @GET
    @Path("inside")
    public String get() {
      return "";
    }
  }

  @Path("/")
  public static class Open {
    @GET
    @Path("open")
    public String get() {
      return "";
    }

    @GET
    @Path("closed")
    @McpProtected
    public String closed() {
      return "";
    }
  }

  static Stream<UnaryOperator<ResourceConfig>> applications() {
    return Stream.of(
        all -> all,
        all -> all.register(WadlFeature.class),
        all -> all.register(describing()),
        all ->
            new ResourceConfig()
                .register(WadlFeature.class)
                .registerClasses(all.getClasses())
                .register(McpSecurityFeature.create(Fixture.config().build())));
  }

  /** Switches on what our feature has switched off. */
  static Feature describing() {
    return context -> {
      context.property(ServerProperties.WADL_FEATURE_DISABLE, false).register(WadlFeature.class);
      return true;
    };
  }

  @ParameterizedTest
  @MethodSource("applications")
  void describesNothingToStrangersF08(UnaryOperator<ResourceConfig> more) {
    InProcess server = Fixture.start(Fixture.config(), more, Secret.class, Open.class);
    for (String path : new String[] {"/application.wadl", "/application.wadl/xsd0.xsd"}) {
      Answer answer = server.call("GET", path).header("Host", "evil.example").send();
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.body()).doesNotContain("secret");
    }
    for (String path : new String[] {"/", "/open", "/secret", "/secret/inside", "/closed"}) {
      Answer answer = server.call("OPTIONS", path).header("Accept", WADL).send();
      assertThat(answer.body()).doesNotContain("secret", "closed", "inside");
    }
    assertThat(server.call("OPTIONS", "/secret/inside").send().status()).isEqualTo(401);
    assertThat(server.call("OPTIONS", "/closed").send().status()).isEqualTo(401);
  }

  /** Else the test above would hold without any guard. */
  @Test
  void jerseyDescribesAnApplicationWithoutTheFeature() {
    InProcess server = InProcess.start(new ResourceConfig(Plain.class), Fixture.ORIGIN + "/");
    assertThat(server.call("GET", "/application.wadl").send().body()).contains("plain");
  }

  @Path("/plain")
  public static class Plain {
    @GET
    public String get() {
      return "";
    }
  }
}
