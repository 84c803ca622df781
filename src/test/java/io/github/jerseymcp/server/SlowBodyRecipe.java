package io.github.jerseymcp.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.jerseymcp.provoked.Traces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.function.IntSupplier;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;

/** A body that stops, which takes a connection. */
final class SlowBodyRecipe {

  private SlowBodyRecipe() {}

  static IntSupplier prepare(Traces traces) {
    McpSecurityFeature feature =
        McpSecurityFeature.create(
            traces
                .heardBy(Fixture.config())
                .edge(edge -> edge.withBodyTimeout(Duration.ofSeconds(1)))
                .build());
    HttpServer server =
        GrizzlyHttpServerFactory.createHttpServer(
            URI.create("http://127.0.0.1:0/"),
            new ResourceConfig(SlowBodyTest.Notes.class).register(feature));
    traces.closing(server::shutdownNow);
    int port = server.getListener("grizzly").getPort();
    String token = traces.secret(Fixture.token("/mcp"));
    return () -> stopWithin(port, token);
  }

  private static int stopWithin(int port, String token) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(30_000);
      socket.getOutputStream().write(SlowBodyTest.head("/mcp", 1_000, token).getBytes(ISO_8859_1));
      byte[] status = socket.getInputStream().readNBytes("HTTP/1.1 408".length());
      return Integer.parseInt(new String(status, ISO_8859_1).substring("HTTP/1.1 ".length()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
