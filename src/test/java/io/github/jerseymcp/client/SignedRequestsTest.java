package io.github.jerseymcp.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.jerseymcp.signature.InvalidSignatureException;
import io.github.jerseymcp.signature.SignedMessage;
import io.github.jerseymcp.signature.TestKeys;
import io.github.jerseymcp.signature.VerifySignature;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a client signs is what a server gets: each way in, before a server that verifies it. */
class SignedRequestsTest {

  private final List<String> outcomes = new CopyOnWriteArrayList<>();
  private final Set<String> nonces = new HashSet<>();
  private HttpServer server;
  private String address;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    address = "http://127.0.0.1:" + server.getAddress().getPort() + "/mcp";
    server.createContext("/mcp", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    SignedMessage message =
        new SignedMessage(
            exchange.getRequestMethod(),
            address.replace("/mcp", "") + exchange.getRequestURI(),
            name -> exchange.getRequestHeaders().getOrDefault(name, List.of()));
    VerifySignature verify =
        new VerifySignature(
            Stream.of(TestKeys.values()).map(TestKeys::verifying).toList(),
            Set.of("x-api-key"),
            Duration.ofSeconds(60),
            Duration.ZERO,
            InstantSource.system());
    String outcome;
    try {
      var signature = verify.verify(message, "", Optional.empty());
      signature.checkBody(body);
      outcome = nonces.add(signature.replayKey()) ? new String(body, UTF_8) : "replayed";
    } catch (InvalidSignatureException e) {
      outcome = e.fault().name();
    }
    outcomes.add(outcome);
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  private McpAuthorization authorization(TestKeys key) {
    return McpAuthorization.builder(address, Grant.fixedToken(() -> "token"))
        .header("X-Api-Key", () -> "key")
        .signedWith(key.signing())
        .build();
  }

  private HttpRequest.Builder request(String query) {
    return HttpRequest.newBuilder(URI.create(address + query)).header("Mcp-Session-Id", "session");
  }

  @ParameterizedTest
  @EnumSource
  void signsRequestsOfTheClientOfTheJdk(TestKeys key) throws Exception {
    HttpClient client = authorization(key).httpClient().build();
    HttpRequest post =
        request("?a=%20b")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"ä\":1}"))
            .build();

    client.send(post, BodyHandlers.discarding());
    client.sendAsync(post, BodyHandlers.discarding()).join();
    client.send(request("/").GET().build(), BodyHandlers.discarding());
    client.send(request("").DELETE().build(), BodyHandlers.discarding());

    assertThat(outcomes).containsExactly("{\"ä\":1}", "{\"ä\":1}", "", "");
  }

  @ParameterizedTest
  @EnumSource
  void signsRequestsOfJaxRs(TestKeys key) {
    Client client = ClientBuilder.newClient().register(authorization(key).jaxRs());
    try {
      for (int i = 0; i < 2; i++) {
        client
            .target(address)
            .queryParam("a", "b c")
            .request()
            .header("Mcp-Session-Id", "session")
            .post(Entity.json("{\"ä\":1}"))
            .close();
      }
      client.target(address).request().get().close();
    } finally {
      client.close();
    }

    assertThat(outcomes).containsExactly("{\"ä\":1}", "{\"ä\":1}", "");
  }

  @Test
  void sendsNoBodyThatDoesNotComeOrIsTooLarge() {
    HttpClient client = authorization(TestKeys.HMAC).httpClient().build();
    byte[] part = new byte[1024 * 1024];
    Iterable<byte[]> parts = () -> Stream.generate(() -> part).limit(17).iterator();
    Flow.Publisher<ByteBuffer> broken =
        subscriber -> {
          subscriber.onSubscribe(new NoMore());
          subscriber.onError(new IOException("broken"));
        };

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(
            () ->
                client.send(
                    request("").POST(BodyPublishers.ofByteArrays(parts)).build(),
                    BodyHandlers.discarding()))
        .withMessageContaining("16 MiB");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(
            () ->
                client.send(
                    request("").POST(BodyPublishers.fromPublisher(broken)).build(),
                    BodyHandlers.discarding()))
        .withMessageContaining("broken");
    assertThat(outcomes).isEmpty();
  }

  @Test
  void signsNoBodyOfJaxRsThatIsTooLarge() {
    Client client = ClientBuilder.newClient().register(authorization(TestKeys.HMAC).jaxRs());
    byte[] part = new byte[1024 * 1024];
    StreamingOutput parts =
        out -> {
          for (int i = 0; i < 17; i++) {
            out.write(part);
          }
        };
    try {
      assertThatExceptionOfType(ProcessingException.class)
          .isThrownBy(
              () ->
                  client
                      .target(address)
                      .request()
                      .post(Entity.entity(parts, MediaType.APPLICATION_OCTET_STREAM)))
          .withStackTraceContaining("16 MiB");
    } finally {
      client.close();
    }
    // Jersey ends the request that it has begun: without a body, and unsigned.
    assertThat(outcomes).containsOnly("MISSING");
  }

  private static final class NoMore implements Flow.Subscription {
    @Override
    public void request(long more) {
      // There is none.
    }

    @Override
    public void cancel() {
      // It has ended.
    }
  }

  @Test
  void needsAKeyThatSigns() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                McpAuthorization.builder(address, Grant.fixedToken(() -> "token"))
                    .signedWith(TestKeys.P256.verifying())
                    .build())
        .withMessageContaining("signedWith needs a private key or a secret");
  }
}
