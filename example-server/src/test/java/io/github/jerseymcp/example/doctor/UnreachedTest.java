package io.github.jerseymcp.example.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.jerseymcp.testsupport.Opened;
import io.github.jerseymcp.testsupport.process.FreePort;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses with no MCP endpoint behind them, and answers that never end. */
@Timeout(60)
final class UnreachedTest {

  @RegisterExtension final Opened opened = Opened.forEachTest();

  private final List<String> paths = new CopyOnWriteArrayList<>();

  @Test
  void nobodyListens() {
    DoctorRun run = DoctorRun.of(FreePort.origin() + "/mcp", "--json");

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("There was no answer").hasLineCount(1);
    assertThat(run.out()).contains("\"problem\" : \"There was no answer\"");
  }

  @ParameterizedTest
  @CsvSource({
    "404, There is no MCP endpoint",
    "405, There is no MCP endpoint",
    "200, There is no MCP endpoint",
    "503, not ready",
    "429, not ready"
  })
  void somethingElseListens(int status, String problem) throws IOException {
    DoctorRun run = DoctorRun.of(serve(exchange -> status(exchange, status)));

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains(problem);
    assertThat(paths).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/mcp/", "http://elsewhere.example/mcp", "::no address::"})
  void aRedirectIsNotFollowed(String location) throws IOException {
    String url =
        serve(
            exchange -> {
              exchange.getResponseHeaders().set("Location", location);
              status(exchange, 307);
            });
    DoctorRun run = DoctorRun.of(url, "--token", FaultyServer.TOKEN);

    assertThat(paths).containsOnly("/mcp");
    assertThat(run.exitCode()).isEqualTo(location.equals("/mcp/") ? 3 : 1);
    if (run.exitCode() == 1) {
      assertThat(run.out()).contains("WRONG   redirect: The endpoint redirects to another origin");
    } else {
      assertThat(run.err()).contains("redirects to /mcp/");
    }
  }

  @Test
  void anAnswerWithoutEndIsReadInPart() throws IOException {
    String url =
        serve(
            exchange -> {
              exchange.sendResponseHeaders(404, 0);
              byte[] part = new byte[16 * 1024];
              try (OutputStream body = exchange.getResponseBody()) {
                while (true) {
                  body.write(part);
                }
              }
            });

    assertThat(DoctorRun.of(url).exitCode()).isEqualTo(3);
  }

  private String serve(Handler handler) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    opened.open(() -> server.stop(0));
    server.createContext(
        "/",
        exchange -> {
          paths.add(exchange.getRequestURI().getPath());
          try (exchange) {
            handler.handle(exchange);
          }
        });
    server.start();
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/mcp";
  }

  private static void status(HttpExchange exchange, int status) throws IOException {
    exchange.sendResponseHeaders(status, -1);
  }

  private interface Handler {
    void handle(HttpExchange exchange) throws IOException;
  }
}
