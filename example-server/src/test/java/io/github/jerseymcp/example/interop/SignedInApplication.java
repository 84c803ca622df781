package io.github.jerseymcp.example.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jerseymcp.DpopUse;
import io.github.jerseymcp.client.Grant;
import io.github.jerseymcp.client.McpAuthorization;
import io.github.jerseymcp.client.registration.Registration;
import io.github.jerseymcp.testing.MutableTime;
import io.github.jerseymcp.testsupport.http.Http;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** An application of Alice with the client of the library: who she is at an MCP server. */
final class SignedInApplication {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final String endpoint;
  private final Visitor browser;
  private final WatchedStore store = new WatchedStore();
  private final MutableTime time = new MutableTime(Instant.now());
  private final McpAuthorization authorization;
  private final HttpClient client;

  SignedInApplication(
      String endpoint, Visitor browser, DpopUse dpop, Registration... registrations) {
    this.endpoint = endpoint;
    this.browser = browser;
    this.authorization =
        McpAuthorization.builder(endpoint, Grant.authorizationCode(browser, PATIENCE))
            .registrations(registrations)
            .user("alice")
            .credentials(store)
            .dpop(dpop)
            .time(time)
            .build();
    this.client = authorization.httpClient().build();
  }

  McpAuthorization authorization() {
    return authorization;
  }

  Visitor browser() {
    return browser;
  }

  /** Lets time pass for this application alone. */
  void advance(Duration duration) {
    time.advance(duration);
  }

  /** All refresh tokens so far, the newest last. */
  List<String> refreshTokens() {
    return store.refreshTokens();
  }

  /** Keeps again what was kept last, after it was forgotten. */
  void putBack() {
    store.putBack();
  }

  /** What the server says of her; she signs in if need be. */
  JsonNode whoami() throws Exception {
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(URI.create(endpoint))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofString(WhoamiCall.BODY))
                .build(),
            BodyHandlers.ofString());
    return WhoamiCall.caller(answer);
  }

  /** The same so many times at once. */
  void whoamiAtOnce(int times) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(times);
    try {
      List<Future<JsonNode>> answers = new ArrayList<>();
      for (int i = 0; i < times; i++) {
        answers.add(threads.submit(this::whoami));
      }
      for (Future<JsonNode> answer : answers) {
        assertThat(answer.get().has("subject")).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** What a token endpoint says to somebody else who has that refresh token, and nothing more. */
  HttpResponse<String> misuse(String tokenEndpoint, String client, String refreshToken) {
    return Http.send(
        Http.form(
            tokenEndpoint,
            "grant_type=refresh_token&client_id="
                + URLEncoder.encode(client, StandardCharsets.UTF_8)
                + "&resource="
                + URLEncoder.encode(endpoint, StandardCharsets.UTF_8)
                + "&refresh_token="
                + URLEncoder.encode(refreshToken, StandardCharsets.UTF_8)));
  }
}
