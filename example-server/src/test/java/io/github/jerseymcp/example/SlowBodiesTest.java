package io.github.jerseymcp.example;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testsupport.http.Http;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One caller sends bodies slowly; the others do not notice. */
@Timeout(60)
final class SlowBodiesTest {

  private static final int SHARE = 16;

  @RegisterExtension static final RunningExamples EXAMPLES = new RunningExamples();

  private static ExampleServer server;

  @BeforeAll
  static void start() throws Exception {
    server = EXAMPLES.start();
  }

  @Test
  void answersOthersWhileOneCallerSendsSlowBodiesL03() throws Exception {
    McpWire victim = new ExampleUsers(server).client("victim", ExampleUsers.ALL);
    String token = new ExampleUsers(server).token("mallory", "/mcp", ExampleUsers.ALL);
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 6; i++) {
        slow.add(begin(token));
      }
      assertOthersAreAnswered(victim);

      while (slow.size() < SHARE + 4) {
        slow.add(begin(token));
      }
      assertThat(answersOf(slow)).isEqualTo(4);
      assertOthersAreAnswered(victim);
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  private static void assertOthersAreAnswered(McpWire victim) throws Exception {
    HttpResponse<String> document =
        Http.get(server.localUrl() + "/.well-known/oauth-protected-resource/mcp");
    assertThat(document.statusCode()).isEqualTo(200);
    assertThat(victim.callTool("whoami", "{}").status()).isEqualTo(200);
  }

  /** How many are answered at once: with 429, since no body is there. */
  private static int answersOf(List<Socket> sockets) throws IOException {
    int answers = 0;
    byte[] buffer = new byte[4096];
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (answers < sockets.size() - SHARE && System.nanoTime() < end) {
      for (Socket socket : sockets) {
        if (socket.getInputStream().available() > 0) {
          int read = socket.getInputStream().read(buffer);
          assertThat(new String(buffer, 0, read, ISO_8859_1))
              .startsWith("HTTP/1.1 429 ")
              .contains("Retry-After: ");
          answers++;
        }
      }
    }
    return answers;
  }

  private static Socket begin(String token) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    String request =
        "POST /mcp HTTP/1.1\r\nHost: 127.0.0.1:"
            + server.port()
            + "\r\nContent-Type: application/json\r\nAccept: application/json, text/event-stream"
            + "\r\nContent-Length: 1000\r\nAuthorization: Bearer "
            + token
            + "\r\n\r\n{";
    socket.getOutputStream().write(request.getBytes(ISO_8859_1));
    return socket;
  }
}
