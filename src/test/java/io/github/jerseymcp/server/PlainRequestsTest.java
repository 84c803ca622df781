package io.github.jerseymcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.config.McpSecurityConfigBuilder;
import io.github.jerseymcp.testsupport.LogFile;
import io.github.jerseymcp.testsupport.process.FreePort;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.Test;

/** Where https is promised and plain http is served, the log says so, once. */
class PlainRequestsTest {

  private static final String SAID = "a request has come over plain http";

  @Test
  void saysThatHttpsIsPromisedAndPlainHttpIsServed() throws Exception {
    assertThat(said("https", config -> config)).isEqualTo(1);
  }

  @Test
  void saysNothingWhereNoneIsPromised() throws Exception {
    assertThat(said("http", config -> config)).isZero();
  }

  @Test
  void saysNothingOfAProxyThatIsNamed() throws Exception {
    assertThat(said("https", config -> config.rates(rates -> rates.withProxies("127.0.0.1"))))
        .isZero();
  }

  /** The address of the connection is known where failures are limited. */
  @Test
  void saysNothingOfThisMachine() throws Exception {
    assertThat(
            said(
                "https",
                config ->
                    config.rates(rates -> rates.withFailuresOfNetwork(100, Duration.ofMinutes(1)))))
        .isZero();
  }

  /** How often the log says it of three requests that come over plain http. */
  private static long said(String scheme, UnaryOperator<McpSecurityConfigBuilder> change)
      throws Exception {
    String address = FreePort.origin();
    String origin = address.replace("http:", scheme + ":");
    ResourceConfig application =
        new ResourceConfig(ShelfResource.class)
            .register(
                McpSecurityFeature.create(
                    change
                        .apply(McpSecurityConfig.builder(origin).issuer("https://as.example.com"))
                        .build()));
    long before = LogFile.size();
    HttpServer server =
        GrizzlyHttpServerFactory.createHttpServer(URI.create(address + "/"), application);
    try {
      HttpClient client = HttpClient.newHttpClient();
      HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/shelf")).build();
      for (int i = 0; i < 3; i++) {
        assertThat(client.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(401);
      }
    } finally {
      server.shutdownNow();
    }
    return LogFile.from(before)
        .lines()
        .filter(line -> line.contains(SAID) && line.contains(origin))
        .count();
  }
}
