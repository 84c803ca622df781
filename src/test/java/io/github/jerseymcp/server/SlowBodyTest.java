package io.github.jerseymcp.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.account.Holding;
import io.github.jerseymcp.testsupport.http.RawHttp;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.threadpool.ThreadPoolConfig;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A caller whose bodies come slowly, on Grizzly, which has a thread wait in each. */
@Timeout(60)
class SlowBodyTest {

  private static final int SHARE = 4;
  private static final int WORKERS = 6;

  private static final java.nio.file.Path LOG = java.nio.file.Path.of("target", "tests.log");

  private static final StartedSecurity SECURITY = new StartedSecurity();
  private static HttpServer server;
  private static int port;

  private final List<Socket> open = new ArrayList<>();

  @Path("/mcp")
  @McpProtected
  public static class Notes {

    @POST
    public int post(byte[] body) {
      return body.length;
    }

    @POST
    @Path("half")
    public int half(InputStream body) throws IOException {
      return body.readNBytes(2).length;
    }
  }

  @BeforeAll
  static void start() throws IOException {
    McpSecurityFeature feature =
        McpSecurityFeature.create(
            Fixture.config()
                .edge(edge -> edge.withBodyTimeout(Duration.ofSeconds(2)))
                .callers(callers -> callers.with(Holding.BODIES, SHARE, 100))
                .build());
    server =
        GrizzlyHttpServerFactory.createHttpServer(
            URI.create("http://127.0.0.1:0/"),
            new ResourceConfig(Notes.class).register(feature).register(SECURITY),
            false);
    server
        .getListener("grizzly")
        .getTransport()
        .setWorkerThreadPoolConfig(
            ThreadPoolConfig.defaultConfig().setCorePoolSize(WORKERS).setMaxPoolSize(WORKERS));
    server.start();
    port = server.getListener("grizzly").getPort();
  }

  @AfterAll
  static void stop() {
    server.shutdownNow();
  }

  @AfterEach
  void closeAll() throws IOException {
    for (Socket socket : open) {
      socket.close();
    }
  }

  @Test
  void givesUpABodyThatStopsL03() throws IOException {
    long start = System.nanoTime();
    Socket socket = begin("stops", "/mcp", 1000);

    assertThat(answer(socket))
        .startsWith("HTTP/1.1 408 ")
        .containsIgnoringCase("Connection: close")
        .contains("The body of this request did not come in time");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    assertHoldsNothing();
  }

  @Test
  void givesUpABodyThatTricklesL03() throws Exception {
    Socket socket = begin("trickles", "/mcp", 1_000_000);
    Thread trickle =
        new Thread(
            () -> {
              try {
                for (int i = 0; i < 300; i++) {
                  socket.getOutputStream().write('x');
                  Thread.sleep(100);
                }
              } catch (IOException | InterruptedException e) {
                // The server has closed the connection, or the test has.
              }
            });
    trickle.start();

    assertThat(answer(socket)).startsWith("HTTP/1.1 408 ");
    trickle.interrupt();
    trickle.join();
    assertHoldsNothing();
  }

  @Test
  void answersOthersWhileOneCallerSendsSlowBodiesL03() throws IOException {
    List<Socket> slow = new ArrayList<>();
    for (int i = 0; i < SHARE; i++) {
      slow.add(begin("mallory", "/mcp", 5));
    }
    awaitBodies(SHARE);

    for (int i = 0; i < 2; i++) {
      assertThat(answer(begin("mallory", "/mcp", 5)))
          .startsWith("HTTP/1.1 429 ")
          .contains("Retry-After: ");
    }
    Socket victim = begin("victim", "/mcp", 5);
    finish(victim, 4);
    assertThat(answer(victim)).startsWith("HTTP/1.1 200 ");
    RawHttp.Raw document = new RawHttp(port).get("/.well-known/oauth-protected-resource/mcp");
    assertThat(document.status()).isEqualTo(200);

    for (Socket socket : slow) {
      finish(socket, 4);
      assertThat(answer(socket)).startsWith("HTTP/1.1 200 ");
    }
    assertHoldsNothing();
  }

  @Test
  void givesBackWhatAHandlerLeavesUnreadL03() throws IOException {
    Socket socket = begin("half", "/mcp/half", 5);
    finish(socket, 4);

    assertThat(answer(socket)).startsWith("HTTP/1.1 200 ");
    assertHoldsNothing();
  }

  @Test
  void writesNoErrorWhenAClientGoesAwayL03() throws IOException {
    long start = Files.size(LOG);
    Socket socket = begin("away", "/mcp", 1000);
    awaitBodies(1);
    socket.setSoLinger(true, 0);
    socket.close();

    assertHoldsNothing();
    byte[] all = Files.readAllBytes(LOG);
    assertThat(new String(all, (int) start, all.length - (int) start, ISO_8859_1))
        .doesNotContain("A protected resource failed");
  }

  /** Sends the fields and the first byte of a body. */
  private Socket begin(String caller, String path, int length) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    open.add(socket);
    socket.setSoTimeout(30_000);
    String token = Fixture.token("/mcp").subject(caller).sign();
    socket.getOutputStream().write(head(path, length, token).getBytes(ISO_8859_1));
    return socket;
  }

  /** The fields of a request, and the first byte of its body. */
  static String head(String path, int length, String token) {
    return "POST "
        + path
        + " HTTP/1.1\r\nHost: mcp.example.com\r\nContent-Type: text/plain\r\nContent-Length: "
        + length
        + "\r\nAuthorization: Bearer "
        + token
        + "\r\n\r\nx";
  }

  private static void finish(Socket socket, int rest) throws IOException {
    socket.getOutputStream().write("x".repeat(rest).getBytes(ISO_8859_1));
  }

  /** What comes until the end of a body, as far as it has come. */
  private static String answer(Socket socket) throws IOException {
    byte[] buffer = new byte[8192];
    int read = socket.getInputStream().read(buffer);
    return read < 0 ? "" : new String(buffer, 0, read, ISO_8859_1);
  }

  private static void assertHoldsNothing() {
    awaitHeld(Holding.BODIES, 0);
    // The bytes of a body are given back after its place, by the thread that read it.
    awaitHeld(Holding.REQUEST_BYTES, 0);
  }

  private static void awaitBodies(int expected) {
    awaitHeld(Holding.BODIES, expected);
  }

  private static void awaitHeld(Holding holding, int expected) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (SECURITY.get().accounts().heldByAll(holding) != expected && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertThat(SECURITY.get().accounts().heldByAll(holding)).isEqualTo(expected);
  }
}
