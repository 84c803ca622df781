package io.github.jerseymcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A servlet that a request starts says the same at each request while it cannot start. */
class BrokenStartTest {

  static Stream<Arguments> applications() {
    return Stream.of(
        Arguments.of(
            "McpSecurityFeature is not registered",
            new ResourceConfig(ForgottenFeatureTest.OnClass.class)),
        Arguments.of(
            "The application is not safe to start",
            new ResourceConfig(StartRefusalTest.ForgottenVerb.class)
                .register(McpSecurityFeature.create(Fixture.config().build()))),
        Arguments.of(
            "The security configuration is not valid",
            new ResourceConfig(ForgottenFeatureTest.OnClass.class)
                .property("mcp.security.public-origin", "nonsense")
                .register(McpSecurityFeature.class)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("applications")
  void saysTheSameAtEachRequestF15(String message, ResourceConfig application) {
    try (Deployment server = Deployment.tomcat(application, "", "")) {
      for (int i = 0; i < 3; i++) {
        assertThat(server.get("/on-class").toString()).contains("HTTP/1.1 500", message);
      }
    }
  }
}
