package io.github.jerseymcp.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testsupport.http.Http;
import io.github.jerseymcp.testsupport.mcp.EventReader;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import io.github.jerseymcp.testsupport.process.ChildProcess;
import io.github.jerseymcp.testsupport.process.JavaProgram;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A process that is asked to stop while clients hold on to it. */
@Timeout(60)
final class StopTest {

  private static final Pattern TOKEN_ENDPOINT =
      Pattern.compile("(http://127\\.0\\.0\\.1:\\d+/token)");
  private static final Duration PROMISE = Duration.ofSeconds(3);
  private static final int SESSIONS = 16;

  @Test
  void stopsWithinThreeSecondsThoughSessionsAreOpenH15() throws Exception {
    List<EventReader> unread = new ArrayList<>();
    try (ChildProcess process =
        JavaProgram.start("example", Map.of(), Main.class, List.of("--port", "0", "--sessions"))) {
      String endpoint = process.awaitLine("MCP server ready at ");
      String token = token(endpoint, tokenEndpoint(process));
      for (int i = 0; i < SESSIONS; i++) {
        unread.add(new McpWire(URI.create(endpoint), token).initialize().listen());
        assertThat(unread.get(i).status()).isEqualTo(200);
      }

      long began = System.nanoTime();
      process.terminate();

      assertThat(process.ends(Duration.ofSeconds(20))).isTrue();
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(PROMISE);
    } finally {
      unread.forEach(EventReader::close);
    }
  }

  private static String tokenEndpoint(ChildProcess process) throws InterruptedException {
    String line =
        process.awaitLine(each -> TOKEN_ENDPOINT.matcher(each).find(), Duration.ofSeconds(20));
    Matcher matcher = TOKEN_ENDPOINT.matcher(line);
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  private static String token(String endpoint, String tokenEndpoint) {
    String form =
        "grant_type=client_credentials&client_id=demo&client_secret=demo&resource="
            + endpoint
            + "&scope=mcp:tools:read";
    return ExampleUsers.tokenOf(Http.send(Http.form(tokenEndpoint, form)));
  }
}
