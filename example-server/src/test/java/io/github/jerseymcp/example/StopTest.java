package io.github.jerseymcp.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A process that is asked to stop while clients hold on to it. */
@Timeout(60)
final class StopTest {

  private static final Pattern ENDPOINT = Pattern.compile("MCP server ready at (\\S+)");
  private static final Pattern TOKEN_ENDPOINT =
      Pattern.compile("(http://127\\.0\\.0\\.1:\\d+/token)");
  private static final Duration PROMISE = Duration.ofSeconds(3);
  private static final int SESSIONS = 16;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Test
  void stopsWithinThreeSecondsThoughSessionsAreOpenH15() throws Exception {
    Process process = start("--port", "0", "--sessions");
    List<InputStream> unread = new ArrayList<>();
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      String endpoint = next(output, ENDPOINT);
      String token = token(endpoint, next(output, TOKEN_ENDPOINT));
      for (int i = 0; i < SESSIONS; i++) {
        unread.add(listen(endpoint, token, initialize(endpoint, token)));
      }

      long began = System.nanoTime();
      process.toHandle().destroy();

      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(PROMISE);
    } finally {
      process.destroyForcibly();
      for (InputStream stream : unread) {
        stream.close();
      }
    }
  }

  /** Its log stands between what it announces. */
  private static String next(BufferedReader output, Pattern pattern) throws Exception {
    while (true) {
      Matcher matcher = pattern.matcher(output.readLine());
      if (matcher.find()) {
        return matcher.group(1);
      }
    }
  }

  private String token(String endpoint, String tokenEndpoint) throws Exception {
    String form =
        "grant_type=client_credentials&client_id=demo&client_secret=demo&resource="
            + endpoint
            + "&scope=mcp:tools:read";
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(tokenEndpoint))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body().replaceFirst("(?s).*\"access_token\":\"([^\"]*)\".*", "$1");
  }

  private String initialize(String endpoint, String token) throws Exception {
    String message =
        """
        {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25",
         "capabilities":{},"clientInfo":{"name":"test","version":"1"}}}""";
    HttpResponse<Void> answer =
        http.send(
            request(endpoint, token).POST(HttpRequest.BodyPublishers.ofString(message)).build(),
            HttpResponse.BodyHandlers.discarding());
    return answer.headers().firstValue("Mcp-Session-Id").orElseThrow();
  }

  private InputStream listen(String endpoint, String token, String session) throws Exception {
    HttpResponse<InputStream> answer =
        http.send(
            request(endpoint, token).header("Mcp-Session-Id", session).GET().build(),
            HttpResponse.BodyHandlers.ofInputStream());
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  private static HttpRequest.Builder request(String endpoint, String token) {
    return HttpRequest.newBuilder(URI.create(endpoint))
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json")
        .header("Accept", "application/json, text/event-stream");
  }

  private static Process start(String... arguments) throws Exception {
    ProcessBuilder command =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName());
    command.command().addAll(List.of(arguments));
    return command.redirectErrorStream(true).start();
  }
}
