package io.github.jerseymcp.mcp.modern;

import static io.github.jerseymcp.mcp.modern.Provocation.ask;
import static io.github.jerseymcp.mcp.modern.Provocation.faulty;
import static io.github.jerseymcp.mcp.modern.Provocation.limited;
import static io.github.jerseymcp.mcp.modern.Provocation.secured;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.account.Holding;
import io.github.jerseymcp.mcp.HeardEvents;
import io.github.jerseymcp.mcp.McpOperation;
import io.github.jerseymcp.mcp.OperationDecision;
import io.github.jerseymcp.mcp.OperationPolicy;
import io.github.jerseymcp.testsupport.mcp.EventReader;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import io.github.jerseymcp.testsupport.mcp.McpWire.Reply;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import reactor.core.publisher.Mono;

/** Each refusal that may meet a request whose client has done nothing wrong, or could not know. */
final class Provocations {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration TIME_OUT = Duration.ofSeconds(10);

  private static final OperationPolicy DENY =
      new OperationPolicy() {
        @Override
        public Set<String> scopesFor(McpOperation operation) {
          return Set.of();
        }

        @Override
        public OperationDecision decide(McpOperation operation, McpPrincipal caller) {
          return OperationDecision.DENY;
        }
      };

  private Provocations() {}

  /** By the code of the cause. */
  static Map<String, Provocation> all() {
    Map<String, Provocation> all = new LinkedHashMap<>();
    callers(all);
    requests(all);
    messages(all);
    ends(all);
    return all;
  }

  private static void callers(Map<String, Provocation> all) {
    all.put(
        "request.no_credentials",
        Provocation.of(Provocation.from(client -> client.without("Authorization"))));
    all.put(
        "token.malformed",
        Provocation.of(Provocation.from(client -> client.with("Authorization", "Bearer x"))));
    all.put(
        "request.insufficient_scope",
        Provocation.of((server, method) -> ask(server.client("alice", "else"), method)));
    all.put(
        "edge.origin_not_allowed",
        Provocation.of(Provocation.from(c -> c.with("Origin", "https://evil.example"))));
  }

  private static void requests(Map<String, Provocation> all) {
    all.put(
        "request.too_many_failures",
        secured(
            config -> config.rates(rates -> rates.withFailuresOfNetwork(1, MINUTE)),
            (server, method) -> {
              Provocation.from(client -> client.with("Authorization", "Bearer x"))
                  .send(server, method);
              return Provocation.from(client -> client.with("Authorization", "Bearer x"))
                  .send(server, method);
            }));
    all.put(
        "request.too_many_requests",
        secured(
            config -> config.rates(rates -> rates.withRequestsOfCaller(1, MINUTE)),
            (server, method) -> {
              ask(server, method);
              return ask(server, method);
            }));
    all.put(
        "request.rates_unavailable",
        secured(
            config ->
                config.rates(
                    rates ->
                        rates
                            .withRequestsOfCaller(1, MINUTE)
                            .withRefusalInOutages()
                            .withLimiter(
                                (key, rate) -> {
                                  throw new IllegalStateException("down");
                                })),
            Provocation::ask));
    all.put("request.too_many_bodies", limited(Holding.BODIES, 1, 9, besideABodyOf("alice")));
    all.put("request.bodies_at_limit", limited(Holding.BODIES, 1, 1, besideABodyOf("bob")));
    all.put(
        "request.body_too_slow",
        secured(
            config -> config.edge(edge -> edge.withBodyTimeout(Duration.ofSeconds(1))),
            (server, method) -> {
              ask(server, "tools/list");
              try (Socket socket = begin(server.client("alice"), method)) {
                HeardEvents.await(() -> server.fixture().held(Holding.BODIES) > 0);
                server.fixture().time.advance(Duration.ofSeconds(2));
                return read(socket);
              }
            }));
  }

  private static void messages(Map<String, Provocation> all) {
    all.put(
        "message.not_allowed", Provocation.of(settings -> settings.policy(DENY), Provocation::ask));
    all.put("message.too_many_calls", limited(Holding.CALLS, 1, 9, besideACallOf("alice")));
    all.put("message.overloaded", limited(Holding.CALLS, 1, 1, besideACallOf("bob")));
    all.put(
        "message.too_many_bytes",
        limited(
            Holding.REQUEST_BYTES,
            300_000,
            3_000_000,
            (server, method) -> {
              ask(server, "tools/list");
              server.fixture().hold("alice", Holding.REQUEST_BYTES, 290_000);
              return ask(server, method);
            }));
    all.put(
        "message.answer_too_large", limited(Holding.ANSWER_BYTES, 100, 10_000, Provocation::ask));
    all.put(
        "message.too_many_streams",
        limited(
            Holding.STREAMS,
            1,
            9,
            (server, method) -> {
              EventReader first = tell(server, "alice");
              try {
                return Provocation.from(c -> c.with("Accept", "text/event-stream"))
                    .send(server, method);
              } finally {
                first.close();
              }
            }));
    all.put(
        "message.stopping",
        Provocation.of(
            (server, method) -> {
              server.fixture().transport.close();
              return ask(server, method);
            }));
  }

  private static void ends(Map<String, Provocation> all) {
    all.put("message.internal", faulty(s -> s, StubbornServer.failing(-32603), Provocation::ask));
    all.put(
        "message.timed_out",
        faulty(
            settings -> settings.callTimeout(TIME_OUT),
            new StubbornServer(request -> Mono.never()),
            (server, method) -> {
              CompletableFuture<Reply> call = inFlight(server, method);
              server.fixture().time.advance(TIME_OUT.plusSeconds(1));
              return call.join();
            }));
    all.put(
        "message.token_ended",
        faulty(
            settings -> settings,
            new StubbornServer(request -> Mono.never()),
            (server, method) -> {
              CompletableFuture<Reply> call = inFlight(server, method);
              server.fixture().revoked.revoke(server.fixture().issuer.issuer(), "alice");
              return call.join();
            }));
  }

  private static CompletableFuture<Reply> inFlight(ModernServer server, String method) {
    ModernWire client = server.client("alice", "mcp:tools:read");
    CompletableFuture<Reply> call =
        CompletableFuture.supplyAsync(
            () -> ask(new ModernWire(client.http().with("Accept", "application/json")), method));
    HeardEvents.await(() -> server.fixture().transport.callsInFlight() > 0);
    return call;
  }

  private static Provocation.Request besideACallOf(String subject) {
    return (server, method) -> {
      EventReader first = tell(server, subject);
      try {
        return ask(server, method);
      } finally {
        first.close();
      }
    };
  }

  /** A call that goes on. */
  private static EventReader tell(ModernServer server, String subject) {
    EventReader call =
        server.client(subject).mirroring("tools/call", "tell").stream(
            ModernWire.callOf("tell", "{}")
                .replace("\"_meta\":{", "\"_meta\":{\"progressToken\":1,"));
    call.next();
    return call;
  }

  private static Provocation.Request besideABodyOf(String subject) {
    return (server, method) -> {
      ask(server, "tools/list");
      Socket body = begin(server.client(subject), method);
      try {
        HeardEvents.await(() -> server.fixture().held(Holding.BODIES) > 0);
        return ask(server, method);
      } finally {
        body.close();
      }
    };
  }

  /** A request whose body stays away. */
  private static Socket begin(ModernWire client, String method) throws IOException {
    McpWire http = client.mirroring(method, "");
    URI endpoint = http.endpoint();
    Socket socket = new Socket(endpoint.getHost(), endpoint.getPort());
    socket.setSoTimeout(30_000);
    StringBuilder head = new StringBuilder("POST /mcp HTTP/1.1\r\nHost: ");
    head.append(endpoint.getAuthority()).append("\r\nContent-Length: 1000\r\n");
    http.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    socket.getOutputStream().write(head.append("\r\n{").toString().getBytes(ISO_8859_1));
    return socket;
  }

  /** The connection may stay open for the rest of the body. */
  private static Reply read(Socket socket) throws IOException {
    StringBuilder answer = new StringBuilder();
    while (answer.indexOf("\r\n\r\n") < 0 || !answer.toString().endsWith("}}")) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        throw new IOException("The connection was closed after " + answer);
      }
      answer.append((char) next);
    }
    int status = Integer.parseInt(answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
    return new Reply(status, "", answer.substring(answer.indexOf("\r\n\r\n") + 4), null);
  }
}
