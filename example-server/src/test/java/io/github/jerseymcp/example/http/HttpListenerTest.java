package io.github.jerseymcp.example.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.server.ResourceInstances;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class HttpListenerTest {

  private HttpListener listener;

  /** Answers with what it was sent. */
  @Path("echo")
  public static final class Echo {

    @POST
    public String echo(String body) {
      return body;
    }
  }

  @BeforeEach
  void start() throws Exception {
    listener = HttpListener.bind("127.0.0.1", 0, 8 * 1024, Optional.empty());
    listener.deploy(ResourceInstances.register(new ResourceConfig(), new Echo()));
  }

  @AfterEach
  void stop() {
    listener.close();
  }

  @Test
  void beforeThereIsAnApplicationClientsAreToldToComeBackH03() throws Exception {
    try (HttpListener early = HttpListener.bind("127.0.0.1", 0, 8 * 1024, Optional.empty())) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + early.port() + "/echo"))
              .POST(HttpRequest.BodyPublishers.ofString("hello"))
              .build();
      HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
      assertThat(answer.body()).isEmpty();
      early.deploy(ResourceInstances.register(new ResourceConfig(), new Echo()));
      assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).body())
          .isEqualTo("hello");
    }
  }

  @Test
  void aBodyIsReadAlthoughTheClientOffersAnUpgrade() throws Exception {
    assertThat(echo(HttpRequest.BodyPublishers.ofString("hello"))).isEqualTo("hello");
  }

  @Test
  void aChunkedBodyIsReadAlthoughTheClientOffersAnUpgrade() throws Exception {
    byte[] body = "hello".getBytes(StandardCharsets.UTF_8);

    assertThat(echo(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))))
        .isEqualTo("hello");
  }

  /** Twice over one connection, offering h2c: what a new client of Java does. */
  private String echo(HttpRequest.BodyPublisher body) throws Exception {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + listener.port() + "/echo"))
            .POST(body)
            .build();
    client.send(request, HttpResponse.BodyHandlers.discarding());
    return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }
}
