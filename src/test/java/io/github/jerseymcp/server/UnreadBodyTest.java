package io.github.jerseymcp.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.testsupport.http.TomcatServer;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Strangers whose bodies nobody reads: with the setting that the manual names for Tomcat, which
 * would read the rest of each after its answer, they keep no thread.
 */
@Timeout(60)
class UnreadBodyTest {

  private static final int THREADS = 4;

  @Path("/mcp")
  @McpProtected
  public static class Notes {

    @POST
    public int post(byte[] body) {
      return body.length;
    }
  }

  @Test
  void strangersWithSlowBodiesKeepNoThreadOfTomcatL03() throws Exception {
    TomcatServer tomcat = new TomcatServer(0);
    tomcat.connector().setProperty("maxThreads", String.valueOf(THREADS));
    tomcat.connector().setProperty("minSpareThreads", "1");
    tomcat.connector().setProperty("maxSwallowSize", "0");
    tomcat.start(
        new ResourceConfig(Notes.class)
            .register(McpSecurityFeature.create(Fixture.config().build())));
    List<Socket> strangers = new ArrayList<>();
    try {
      for (int i = 0; i < 2 * THREADS; i++) {
        strangers.add(begin(tomcat.port(), "POST /mcp", "Content-Length: 1000\r\n\r\nx"));
      }
      for (Socket stranger : strangers) {
        assertThat(statusOf(stranger)).isEqualTo("HTTP/1.1 401 ");
      }
      String document = "GET /.well-known/oauth-protected-resource/mcp";
      try (Socket victim = begin(tomcat.port(), document, "\r\n")) {
        assertThat(statusOf(victim)).isEqualTo("HTTP/1.1 200 ");
      }
    } finally {
      for (Socket stranger : strangers) {
        stranger.close();
      }
      tomcat.close();
    }
  }

  private static Socket begin(int port, String line, String rest) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(15_000);
    socket
        .getOutputStream()
        .write((line + " HTTP/1.1\r\nHost: mcp.example.com\r\n" + rest).getBytes(ISO_8859_1));
    return socket;
  }

  private static String statusOf(Socket socket) throws IOException {
    return new String(socket.getInputStream().readNBytes(13), ISO_8859_1);
  }
}
