package io.github.jerseymcp.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Gets tokens from the development authorization server of a running example. */
final class DevelopmentTokens {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final ExampleServer server;

  DevelopmentTokens(ExampleServer server) {
    this.server = server;
  }

  /** A token for one resource of the example. */
  String token(String user, String path, String scopes) throws IOException, InterruptedException {
    String form =
        "grant_type=client_credentials&user="
            + user
            + "&resource="
            + encode(server.publicUrl() + path)
            + "&scope="
            + encode(scopes);
    HttpResponse<String> answer =
        HTTP.send(
            HttpRequest.newBuilder(
                    URI.create(server.authorizationServer().orElseThrow().tokenEndpoint()))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header(
                    "Authorization",
                    "Basic "
                        + Base64.getEncoder()
                            .encodeToString("demo:demo".getBytes(StandardCharsets.US_ASCII)))
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    int start = answer.body().indexOf("\"access_token\":\"") + "\"access_token\":\"".length();
    return answer.body().substring(start, answer.body().indexOf('"', start));
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
