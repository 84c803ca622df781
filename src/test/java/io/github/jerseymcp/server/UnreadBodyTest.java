package io.github.jerseymcp.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.McpProtected;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;
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
    Tomcat tomcat = new Tomcat();
    tomcat.setSilent(true);
    String directory =
        Files.createTempDirectory(java.nio.file.Path.of("target"), "tomcat")
            .toAbsolutePath()
            .toString();
    tomcat.setBaseDir(directory);
    Connector connector = new Connector();
    connector.setPort(0);
    connector.setProperty("address", "127.0.0.1");
    connector.setProperty("maxThreads", String.valueOf(THREADS));
    connector.setProperty("minSpareThreads", "1");
    connector.setProperty("maxSwallowSize", "0");
    tomcat.setConnector(connector);
    Context context = tomcat.addContext("", directory);
    Tomcat.addServlet(
        context,
        "jersey",
        new ServletContainer(
            new ResourceConfig(Notes.class)
                .register(McpSecurityFeature.create(Fixture.config().build()))));
    context.addServletMappingDecoded("/*", "jersey");
    tomcat.start();
    List<Socket> strangers = new ArrayList<>();
    try {
      for (int i = 0; i < 2 * THREADS; i++) {
        strangers.add(
            begin(connector.getLocalPort(), "POST /mcp", "Content-Length: 1000\r\n\r\nx"));
      }
      for (Socket stranger : strangers) {
        assertThat(statusOf(stranger)).isEqualTo("HTTP/1.1 401 ");
      }
      String document = "GET /.well-known/oauth-protected-resource/mcp";
      try (Socket victim = begin(connector.getLocalPort(), document, "\r\n")) {
        assertThat(statusOf(victim)).isEqualTo("HTTP/1.1 200 ");
      }
    } finally {
      for (Socket stranger : strangers) {
        stranger.close();
      }
      tomcat.stop();
      tomcat.destroy();
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
