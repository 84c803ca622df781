package io.github.jerseymcp.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testsupport.http.RawServer;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a hostile server can make the SDK's client read, by itself and above our {@code HttpClient}
 * with its default limits. Writes a table.
 */
@Tag("compared")
@Tag("long")
class HostileSdkTest {

  private static final Path TABLE = Path.of("target", "hostile-answers.md");
  private static final Duration CALL = Duration.ofSeconds(3);
  private static final long MEBIBYTE = 1024 * 1024;

  /** What the buffers of both sockets take besides. */
  private static final long BUFFERS = 20 * MEBIBYTE;

  enum Answer {
    COMMENTS("comments without end", "text/event-stream", ": keep on reading\n", 1),
    EVENT("one event without end", "text/event-stream", "data: more and more\n", 1),
    EVENTS("events without end", "text/event-stream", "data: {}\n\n", 64),
    JSON("JSON without end", "application/json", "[\"more and more\"],", 4);

    private final String name;
    private final String type;
    private final String repeated;
    private final long mebibytes;

    Answer(String name, String type, String repeated, long mebibytes) {
      this.name = name;
      this.type = type;
      this.repeated = repeated;
      this.mebibytes = mebibytes;
    }
  }

  private record Reading(long bytes, long milliseconds) {

    @Override
    public String toString() {
      return "%.1f MiB, %,d ms".formatted((double) bytes / MEBIBYTE, milliseconds);
    }
  }

  @ParameterizedTest
  @EnumSource
  void readsLessAboveOurs(Answer answer) throws Exception {
    Reading alone = read(answer, server -> HttpClient.newBuilder());
    Reading ours =
        read(
            answer,
            server ->
                McpAuthorization.builder(server + "/mcp", Grant.fixedToken(() -> "token"))
                    .build()
                    .httpClient());

    Files.writeString(
        TABLE,
        "| %s | %s | %s |%n".formatted(answer.name, alone, ours),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    assertThat(ours.bytes).isLessThan(answer.mebibytes * MEBIBYTE + BUFFERS);
  }

  private interface Clients {
    HttpClient.Builder of(String server);
  }

  /** Until nothing more is read, or for a while after the call was given up. */
  private static Reading read(Answer answer, Clients clients) throws InterruptedException {
    byte[] more = answer.repeated.repeat(400).getBytes(ISO_8859_1);
    AtomicLong asked = new AtomicLong();
    try (RawServer server =
        RawServer.start(
            out -> {
              asked.compareAndSet(0, System.nanoTime());
              out.write(
                  ("HTTP/1.1 200 OK\r\nContent-Type: " + answer.type + "\r\n\r\n")
                      .getBytes(ISO_8859_1));
              while (true) {
                out.write(more);
              }
            })) {
      String address = "http://127.0.0.1:" + server.port();
      McpSyncClient client =
          McpClient.sync(
                  HttpClientStreamableHttpTransport.builder(address)
                      .clientBuilder(clients.of(address))
                      .build())
              .requestTimeout(CALL)
              .initializationTimeout(CALL)
              .build();
      Thread call = new Thread(() -> initialize(client));
      call.setDaemon(true);
      call.start();
      while (asked.get() == 0) {
        Thread.sleep(5);
      }
      long begun = asked.get();
      long last = -1;
      long lastChange = begun;
      while (System.nanoTime() - begun < CALL.multipliedBy(2).toNanos()) {
        long now = server.written();
        if (now != last) {
          last = now;
          lastChange = System.nanoTime();
        }
        Thread.sleep(5);
      }
      return new Reading(last, (lastChange - begun) / 1_000_000);
    }
  }

  private static void initialize(McpSyncClient client) {
    try {
      client.initialize();
    } catch (RuntimeException e) {
      // As expected.
    }
  }
}
