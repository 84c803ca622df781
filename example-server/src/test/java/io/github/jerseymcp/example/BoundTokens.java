package io.github.jerseymcp.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testing.SigningKey;
import io.github.jerseymcp.testing.TestProof;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/** A client of a running example that has a key: gets a bound token, and calls with proofs. */
final class BoundTokens {

  private static final String BASIC =
      "Basic "
          + Base64.getEncoder().encodeToString("demo:demo".getBytes(StandardCharsets.US_ASCII));

  final SigningKey key;
  private final HttpClient http = HttpClient.newHttpClient();
  private final ExampleServer server;

  BoundTokens(ExampleServer server) {
    this(server, SigningKey.generate("ES256", "client"));
  }

  BoundTokens(ExampleServer server, SigningKey key) {
    this.server = server;
    this.key = key;
  }

  /** A token for {@code /whoami}, bound to the key. */
  String token() throws Exception {
    String endpoint = server.authorizationServer().orElseThrow().tokenEndpoint();
    String resource = URLEncoder.encode(server.publicUrl() + "/whoami", StandardCharsets.UTF_8);
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(endpoint))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Authorization", BASIC)
                .header("DPoP", TestProof.of(key, "POST", endpoint, Instant.now()).sign())
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "grant_type=client_credentials&resource=" + resource))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).contains("\"token_type\":\"DPoP\"");
    return answer.body().replaceAll(".*\"access_token\":\"([^\"]+)\".*", "$1");
  }

  /** A proof for one call with a token. */
  TestProof proof(String token) {
    return TestProof.of(key, "GET", whoami(), Instant.now()).token(token);
  }

  HttpResponse<String> call(String token, TestProof proof) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(whoami()))
            .header("Authorization", "DPoP " + token)
            .header("DPoP", proof.sign())
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> callAsBearer(String token) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(whoami()))
            .header("Authorization", "Bearer " + token)
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  static String challenge(HttpResponse<?> answer) {
    return String.join(", ", answer.headers().allValues("WWW-Authenticate"));
  }

  private String whoami() {
    return server.localUrl() + "/whoami";
  }
}
