package io.github.jerseymcp.request;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import org.junit.jupiter.api.Test;

/** What of a Host field may stand in a log. */
class LoggedHostTest {

  @Test
  void writesNothingThatAHostDoesNotHaveH02() {
    assertThat(logged("a\r\nINFO forged \"x\" \u001b[31m\u00e9"))
        .isEqualTo("\"a??INFO?forged??x???[31m?\"");
    assertThat(logged("a".repeat(5000))).hasSize(105).endsWith("...\"");
    assertThat(logged("[::1]:8080")).isEqualTo("\"[::1]:8080\"");
    assertThat(LoggedHost.of(new MultivaluedHashMap<>())).isEqualTo("absent");
  }

  private static String logged(String host) {
    MultivaluedMap<String, String> headers = new MultivaluedHashMap<>();
    headers.add("host", host);
    return LoggedHost.of(headers);
  }
}
