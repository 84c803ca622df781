package io.github.jerseymcp.server;

import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.config.McpSecurityConfigBuilder;
import io.github.jerseymcp.jose.Cryptography;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testing.TestToken;
import io.github.jerseymcp.token.TokenSettings;
import java.util.List;
import java.util.function.UnaryOperator;
import org.glassfish.jersey.server.ResourceConfig;

/** The issuer and the origin that the tests of this package share. */
public final class Fixture {

  public static final String ORIGIN = "https://mcp.example.com";
  public static final TestIssuer ISSUER = TestIssuer.start();

  private Fixture() {}

  /** A configuration with nothing but what is needed. */
  public static McpSecurityConfigBuilder config() {
    return McpSecurityConfig.builder(ORIGIN).issuer(ISSUER.issuer());
  }

  /** An application of these resource classes, protected, in this process. */
  public static InProcess start(Class<?>... resources) {
    return start(config(), resources);
  }

  /** The same application with and without a token cache, with native code and without. */
  public static List<InProcess> startEverySort(Class<?>... resources) {
    return List.of(
        start(resources),
        start(config().tokens(TokenSettings::withoutCache), resources),
        start(config().cryptography(Cryptography.JDK), resources),
        start(
            config().tokens(TokenSettings::withoutCache).cryptography(Cryptography.JDK),
            resources));
  }

  public static InProcess start(McpSecurityConfigBuilder config, Class<?>... resources) {
    return start(config, application -> application, resources);
  }

  public static InProcess start(
      McpSecurityConfigBuilder config, UnaryOperator<ResourceConfig> more, Class<?>... resources) {
    ResourceConfig application = new ResourceConfig(resources);
    application.register(McpSecurityFeature.create(config.build()));
    return InProcess.start(more.apply(application), ORIGIN + "/");
  }

  /** A valid token for the resource at a path. */
  public static TestToken token(String path) {
    return ISSUER.token().subject("alice").audience(ORIGIN + path);
  }
}
