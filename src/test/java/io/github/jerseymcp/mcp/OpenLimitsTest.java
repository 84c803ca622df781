package io.github.jerseymcp.mcp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.account.Holding;
import io.github.jerseymcp.rate.RateDecision;
import io.github.jerseymcp.rate.RateKey;
import io.github.jerseymcp.rate.RateLimiter;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import io.github.jerseymcp.testsupport.mcp.McpWire.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What those without credentials may take: little for each network, and nothing of callers. */
@Timeout(60)
class OpenLimitsTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void countsWhatANetworkAsksForAndStillTellsItWhereToSignInW02() {
    try (OpenServer server =
        OpenServer.limited(anonymous -> anonymous.withRequestsOfNetwork(4, MINUTE))) {
      McpWire nobody = server.nobody().initialize(); // Two requests.
      nobody.callTool("search", "{}");
      nobody.callTool("search", "{}");
      Reply refused = nobody.callTool("search", "{}");

      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.header("Retry-After")).isEqualTo("15");
      assertThat(refused.body()).contains("sign in");
      assertThat(nobody.callTool("secret", "{}").status()).isEqualTo(401);
      assertThat(begin(server.nobody())).isEqualTo(401);
      assertThat(server.from("198.51.100.7").initialize().session()).isNotEmpty();
      assertThat(server.client("alice").initialize().callTool("search", "{}").status())
          .isEqualTo(200);
      server.time.advance(Duration.ofSeconds(15));
      assertThat(nobody.callTool("search", "{}").status()).isEqualTo(200);
    }
  }

  /** So that an application's limiter can give strangers other places, or another server. */
  @Test
  void tellsALimiterOfTheApplicationWhoIsNobodyW02() {
    Set<RateKey.Kind> kinds = ConcurrentHashMap.newKeySet();
    RateLimiter limiter =
        (key, rate) -> {
          kinds.add(key.kind());
          return RateDecision.allowed();
        };
    try (OpenServer server =
        OpenServer.secured(
            config ->
                config.rates(
                    rates ->
                        rates
                            .withProxies("127.0.0.1")
                            .withLimiter(limiter)
                            .withRequestsOfCaller(100, MINUTE)
                            .withCallsOfCaller(100, MINUTE)
                            .withCallsOfTool("search", 100, MINUTE)))) {
      assertThat(server.nobody().initialize().callTool("search", "{}").status()).isEqualTo(200);
      assertThat(kinds)
          .containsExactlyInAnyOrder(
              RateKey.Kind.REQUESTS_OF_NETWORK,
              RateKey.Kind.CALLS_OF_NETWORK,
              RateKey.Kind.TOOL_OF_NETWORK);
      kinds.clear();

      server.client("alice").initialize().callTool("search", "{}");
      assertThat(kinds)
          .containsExactlyInAnyOrder(
              RateKey.Kind.REQUESTS_OF_CALLER,
              RateKey.Kind.CALLS_OF_CALLER,
              RateKey.Kind.CALLS_OF_TOOL);
    }
  }

  @Test
  void takesWhatOneSubscriberHasForOneNetworkW02() {
    try (OpenServer server = sessions(1, 100)) {
      server.from("[2001:db8::1]").initialize();

      assertThat(begin(server.from("[2001:db8::2]"))).isEqualTo(401);
      assertThat(begin(server.from("[2001:db8:0:1::1]"))).isEqualTo(200);
    }
  }

  @Test
  void boundsAllNetworksTogetherAndNoCallerW02() {
    try (OpenServer server = sessions(1, 3)) {
      for (String address : List.of("192.0.2.1", "192.0.2.2", "192.0.2.3")) {
        assertThat(begin(server.from(address))).isEqualTo(200);
      }

      assertThat(begin(server.from("192.0.2.4"))).isEqualTo(401);
      for (int i = 0; i < 4; i++) {
        assertThat(begin(server.client("alice"))).isEqualTo(200);
      }
    }
  }

  @Test
  void takesNoCallOfACallerForThoseOfNobodyW02() throws Exception {
    try (OpenServer server =
        OpenServer.limited(all -> all.withLimits(limits -> limits.with(Holding.CALLS, 1, 1)))) {
      McpWire nobody = server.nobody().initialize();
      McpWire alice = server.client("alice").initialize();
      awaitPlaces(server);
      CompletableFuture<Reply> waiting =
          CompletableFuture.supplyAsync(() -> nobody.callTool("wait", "{}"));
      while (server.transport.callsInFlight() == 0) {
        Thread.onSpinWait();
      }

      assertThat(nobody.callTool("search", "{}").status()).isEqualTo(429);
      assertThat(alice.callTool("search", "{}").status()).isEqualTo(200);
      server.release();
      assertThat(waiting.get().status()).isEqualTo(200);
      awaitPlaces(server);
      assertThat(nobody.callTool("search", "{}").status()).isEqualTo(200);
    }
  }

  /** A call has its place until the container has its answer. */
  private static void awaitPlaces(OpenServer server) {
    while (server.transport.callsInFlight() > 0) {
      Thread.onSpinWait();
    }
  }

  @Test
  void answersWhatItHasNoRoomToReadAsIfNothingWereOpenW02() throws Exception {
    try (OpenServer server =
            OpenServer.limited(
                all -> all.withLimits(limits -> limits.with(Holding.BODIES, 1, 100)));
        Socket slow = begun(server.port(), "192.0.2.1")) {
      McpWire nobody = server.nobody();
      while (begin(nobody) == 200) {
        Thread.onSpinWait(); // Until the body of the other is being read.
      }

      assertThat(begin(nobody)).isEqualTo(401);
      assertThat(server.events.refused()).contains("request.anonymous_at_limit");
      assertThat(begin(server.from("198.51.100.7"))).isEqualTo(200);
      assertThat(begin(server.client("alice"))).isEqualTo(200);
      assertThat(slow.isConnected()).isTrue();
    }
  }

  /** Grizzly has two threads for each processor, and one waits in each body. */
  @Test
  void leavesThreadsToCallersWhileBodiesOfNobodyWaitW02() throws Exception {
    List<Socket> slow = new ArrayList<>();
    try (OpenServer server = OpenServer.start()) {
      McpWire alice = server.client("alice").initialize();
      for (int i = 0; i < 64; i++) {
        slow.add(begun(server.port(), "192.0.2." + i));
      }

      CompletableFuture<Reply> call =
          CompletableFuture.supplyAsync(() -> alice.callTool("search", "{}"));
      assertThat(call.get(3, TimeUnit.SECONDS).status()).isEqualTo(200);
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void waitsForNobodyW02() throws Exception {
    try (OpenServer server = OpenServer.limited(all -> all.withBodyTimeout(Duration.ofSeconds(1)));
        Socket slow = begun(server.port(), "192.0.2.1")) {
      slow.setSoTimeout(100);

      assertThat(statusLine(server, slow)).isEqualTo("HTTP/1.1 408");
    }
  }

  /** Time passes until there is one. */
  private static String statusLine(OpenServer server, Socket socket) throws IOException {
    while (true) {
      try {
        return new String(socket.getInputStream().readNBytes(12), ISO_8859_1);
      } catch (SocketTimeoutException e) {
        server.time.advance(Duration.ofSeconds(1));
      }
    }
  }

  private static OpenServer sessions(long ofNetwork, long ofAll) {
    return OpenServer.limited(
        all -> all.withLimits(limits -> limits.with(Holding.SESSIONS, ofNetwork, ofAll)));
  }

  private static int begin(McpWire client) {
    return client.post(McpWire.initialization("2025-11-25")).status();
  }

  /** A request of which one byte of the body has come. */
  private static Socket begun(int port, String address) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(30_000);
    String head =
        "POST /mcp HTTP/1.1\r\nHost: 127.0.0.1:"
            + port
            + "\r\nForwarded: for="
            + address
            + "\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{";
    socket.getOutputStream().write(head.getBytes(ISO_8859_1));
    socket.getOutputStream().flush();
    return socket;
  }
}
