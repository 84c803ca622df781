package io.github.jerseymcp.example.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.jerseymcp.testsupport.http.Http;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Calls of the tool whoami, at an MCP endpoint. */
final class WhoamiCall {

  static final String BODY =
      """
      {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"whoami","arguments":{}}}""";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http;
  private final String endpoint;

  WhoamiCall(String endpoint) {
    this(Http.CLIENT, endpoint);
  }

  WhoamiCall(HttpClient http, String endpoint) {
    this.http = http;
    this.endpoint = endpoint;
  }

  /** Calls with a token under a scheme, and with a proof if there is one. */
  HttpResponse<String> send(String scheme, String token, String... proof) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(endpoint))
            .timeout(Duration.ofSeconds(30))
            .header("Authorization", scheme + " " + token)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .POST(HttpRequest.BodyPublishers.ofString(BODY));
    for (String each : proof) {
      request.header("DPoP", each);
    }
    return Http.send(http, request);
  }

  /** What the tool says about the caller. */
  static JsonNode caller(HttpResponse<String> answer) throws IOException {
    assertThat(answer.statusCode()).as(answer.body() + Http.challenge(answer)).isEqualTo(200);
    JsonNode result = JSON.readTree(answer.body()).path("result");
    return JSON.readTree(result.path("content").path(0).path("text").asText());
  }

  /** The answer is 401 with this error under the scheme. */
  static void assertRefused(HttpResponse<String> answer, String scheme, String error) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
    assertThat(Http.challenge(answer))
        .containsPattern("(^|, )" + scheme + " [^=]*error=\"" + error + "\"");
  }
}
