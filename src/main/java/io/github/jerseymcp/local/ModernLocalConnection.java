package io.github.jerseymcp.local;

import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.mcp.work.DaemonThreads;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.modern.JsonRpc.JSONRPCMessage;
import io.modelcontextprotocol.modern.client.transport.McpClientTransport;
import io.modelcontextprotocol.modern.client.transport.McpTransportRequest;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * A connection of one caller to a {@link LocalMcpServer}: the transport of a client of the MCP Java
 * SDK for MCP 2026-07-28. It needs {@code mcp-core} 2.2.0 or later.
 *
 * <pre>{@code
 * try (ModernLocalConnection alice = ModernLocalConnection.to(server, caller)) {
 *   McpSyncClient client = McpClient.sync(alice).build();
 * }
 * }</pre>
 *
 * <p>Whoever holds it speaks for its caller, and nothing in a message could change that. Each
 * request crosses as bytes when it is sent, and each is a conversation of its own: a client that
 * gives one up ends what is done for it. Thread-safe.
 */
public final class ModernLocalConnection implements McpClientTransport, AutoCloseable {

  /** What a client is given ahead of what it has taken. */
  private static final int AHEAD = 16;

  private static final int IDLE_SECONDS = 10;

  /** One that waits in the code of a client keeps no other waiting, of whichever caller. */
  private static final ExecutorService THREADS =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          DaemonThreads.named("mcp-local-client"));

  /** Of an executor, since a scheduler of an executor service expects to end it. */
  @SuppressWarnings("UnnecessaryMethodReference")
  private static final Scheduler CLIENTS = Schedulers.fromExecutor(THREADS::execute);

  private final LocalRequests requests;
  private final McpJsonMapper json;
  private final Set<LocalExchange> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  private ModernLocalConnection(LocalRequests requests, McpJsonMapper json) {
    this.requests = requests;
    this.json = json;
  }

  /**
   * A connection for this caller.
   *
   * @param server whose endpoint serves MCP 2026-07-28, alone or beside older versions
   * @throws IllegalArgumentException as {@link LocalMcpServer#connect}
   */
  public static ModernLocalConnection to(LocalMcpServer server, McpPrincipal caller) {
    return new ModernLocalConnection(server.requestsOf(caller), server.json());
  }

  @Override
  public Flux<JSONRPCMessage> exchange(McpTransportRequest request) {
    return request.withRoundTimeout(
        Flux.<JSONRPCMessage>create(sink -> send(request, sink)).publishOn(CLIENTS, AHEAD));
  }

  /** Fails what is under way, and ends the work for it. What is sent later is refused. */
  @Override
  public void close() {
    closed = true;
    open.forEach(LocalExchange::close);
  }

  private void send(McpTransportRequest request, FluxSink<JSONRPCMessage> sink) {
    byte[] message;
    try {
      message = json.writeValueAsBytes(request.message());
    } catch (IOException | RuntimeException e) {
      sink.error(new IllegalArgumentException("The request cannot be written", e));
      return;
    }
    LocalExchange exchange = new LocalExchange(request.message(), sink, json);
    LocalReply reply = new LocalReply(exchange);
    open.add(exchange);
    sink.onRequest(count -> exchange.roomMade());
    sink.onDispose(
        () -> {
          open.remove(exchange);
          exchange.leave();
          reply.readerGone();
        });
    if (closed) {
      exchange.refuse();
    } else {
      requests.post(message, Map.of("MCP-Protocol-Version", request.protocolVersion()), reply);
    }
  }
}
