package io.github.jerseymcp.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testsupport.mcp.EventReader;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients say without waiting for an answer. */
class ClientNotificationsTest {

  private static final Path LOG = Path.of("target", "tests.log");
  private static final McpFixture SERVER = McpFixture.start();

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"notifications/unknown", "tools/call"})
  void theLogSaysNothingOfWhatNobodyHandles(String method) throws Exception {
    McpWire client = SERVER.initialized("alice");
    long start = Files.size(LOG);
    String params = "{\"name\":\"echo\",\"arguments\":{\"text\":\"jdbc:secret\\nWARN forged\"}}";

    assertThat(client.post(McpWire.notification(method, params)).status()).isEqualTo(202);
    assertThat(SessionTableTest.eventually(() -> logFrom(start).contains(method))).isTrue();
    assertThat(logFrom(start)).contains("[redacted]").doesNotContain("jdbc:secret", "forged");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\n", "\\r", "\\u001b", "\\u0085", "\\u2028"})
  void aMethodIsOneLineOfTheLog(String mark) {
    McpWire client = SERVER.client("alice").initialize();
    String method = "notifications/x" + mark + "WARN forged";

    assertThat(client.post(McpWire.notification(method, "{}")).status()).isEqualTo(400);
    assertThat(client.post(McpWire.request(1, method, "{}")).body())
        .contains("-32600", "\"id\":1")
        .doesNotContain("forged");
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "7.0", "70e-1"})
  void aCancellationMaySpellTheIdInAnotherWay(String id) throws Exception {
    McpWire client = SERVER.initialized("alice");
    try (EventReader events = client.stream(McpWire.call(7, "report", "spelled " + id))) {
      assertThat(events.status()).isEqualTo(200);
      client.post(McpWire.notification("notifications/cancelled", "{\"requestId\":" + id + "}"));

      assertThat(SessionTableTest.eventually(() -> SERVER.transport.callsInFlight() == 0)).isTrue();
      assertThat(
              SessionTableTest.eventually(() -> SERVER.probe.cancelled.contains("spelled " + id)))
          .isTrue();
    }
  }

  @Test
  void aCancellationWithoutAnIdCancelsNothing() {
    McpWire client = SERVER.client("alice").initialize();

    for (String params : new String[] {"{}", "{\"requestId\":null}", "{\"requestId\":[7]}"}) {
      assertThat(client.post(McpWire.notification("notifications/cancelled", params)).status())
          .isEqualTo(202);
    }
  }

  private static String logFrom(long start) {
    try (InputStream log = Files.newInputStream(LOG)) {
      log.skipNBytes(start);
      return new String(log.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
