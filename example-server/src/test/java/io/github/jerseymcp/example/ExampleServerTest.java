package io.github.jerseymcp.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jerseymcp.testsupport.http.Http;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExampleServerTest {

  @Test
  void servesHealthAndItsAuthorizationServer() throws Exception {
    try (ExampleServer server = ExampleServer.start(Options.parse("--port", "0"))) {
      String issuer = server.authorizationServer().orElseThrow().issuer();

      assertThat(get(server.localUrl() + "/health").body()).isEqualTo("{\"status\":\"up\"}");
      assertThat(get(issuer + "/.well-known/oauth-authorization-server").statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void anExternalIssuerMayBeDown() throws Exception {
    try (ExampleServer server =
        ExampleServer.start(Options.parse("--port", "0", "--issuer", "http://127.0.0.1:1"))) {
      assertThat(server.authorizationServer()).isEmpty();
      HttpResponse<String> health = get(server.localUrl() + "/health");
      assertThat(health.statusCode()).isEqualTo(503);
      assertThat(health.headers().firstValue("Retry-After")).contains("1");
      assertThat(health.body()).isEqualTo("{\"status\":\"down\",\"parts\":[\"keys\"]}");
    }
  }

  @ParameterizedTest
  @CsvSource({"optional, 200, degraded", "required, 503, down"})
  void tellsThatItsReplayStoreIsOutOfReach(String dpop, int status, String word) throws Exception {
    try (ExampleServer server =
        ExampleServer.start(
            Options.parse(
                "--port", "0", "--dpop", dpop, "--replay-store", "redis://:secret@127.0.0.1:1"))) {
      HttpResponse<String> health = get(server.localUrl() + "/health");
      assertThat(health.statusCode()).isEqualTo(status);
      assertThat(health.body())
          .isEqualTo("{\"status\":\"" + word + "\",\"parts\":[\"changes\",\"replay-store\"]}");
    }
  }

  @Test
  void nothingListensAfterClosing() throws Exception {
    ExampleServer server = ExampleServer.start(Options.parse("--port", "0"));
    server.close();
    server.close();
    server.awaitClose();

    assertThatThrownBy(() -> get(server.localUrl() + "/health")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> get(server.authorizationServer().orElseThrow().issuer() + "/jwks"))
        .isInstanceOf(IOException.class);
  }

  @Test
  void aTakenPortIsSaidClearly() throws Exception {
    try (ExampleServer first = ExampleServer.start(Options.parse("--port", "0"))) {
      Options same = Options.parse("--port", Integer.toString(first.port()));

      assertThatThrownBy(() -> ExampleServer.start(same))
          .isInstanceOf(StartException.class)
          .hasMessageContaining("Cannot listen on port " + first.port());
    }
  }

  @Test
  void aDatabaseOutOfReachIsSaidClearly() throws Exception {
    Options options = Options.parse("--port", "0", "--database", "jdbc:h2:tcp://127.0.0.1:1/x");

    assertThatThrownBy(() -> ExampleServer.start(options))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("--database");
  }

  @Test
  void headersOfSixtyKilobytesReachTheApplication() throws Exception {
    try (ExampleServer server = ExampleServer.start(Options.parse("--port", "0"))) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(server.localUrl() + "/health"))
              .header("X-Large", "x".repeat(60 * 1024))
              .build();

      assertThat(Http.CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(200);
    }
  }

  private HttpResponse<String> get(String url) throws Exception {
    return Http.CLIENT.send(
        HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
  }
}
