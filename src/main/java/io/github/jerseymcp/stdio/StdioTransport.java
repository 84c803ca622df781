package io.github.jerseymcp.stdio;

import static java.util.Objects.requireNonNull;

import io.github.jerseymcp.time.Ticker;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Carries a client of the MCP Java SDK, for the versions up to 2025-11-25, to a local server, which
 * is started when the client connects and ended with it:
 *
 * <pre>{@code
 * McpClient.sync(new StdioTransport(command, McpJsonDefaults.getMapper())).build()
 * }</pre>
 *
 * <p>What cannot be started, and what ends early, fails every call at once with the reason, not
 * after a time-out. One transport is for one client. Thread-safe.
 */
public final class StdioTransport implements McpClientTransport {

  private static final Logger logger = LoggerFactory.getLogger(StdioTransport.class);

  private static final int NOTIFICATIONS_A_SECOND = 1_000;
  private static final int MOST_REQUESTS_OF_SERVER = 64;
  private static final int OVER = -32000;

  private final LocalCommand command;
  private final McpJsonMapper json;
  private final PendingCalls calls = new PendingCalls();
  private final PendingCalls callsOfServer = new PendingCalls();
  private final Pace pace = new Pace(NOTIFICATIONS_A_SECOND, Ticker.system());
  private @Nullable LocalServer server;
  private @Nullable LocalServerException refused;

  /** Starts nothing yet. */
  public StdioTransport(LocalCommand command, McpJsonMapper json) {
    this.command = requireNonNull(command, "command");
    this.json = requireNonNull(json, "json");
  }

  @Override
  public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
    return Mono.fromRunnable(() -> start(handler));
  }

  /** The SDK tells nobody that connecting failed: the first message does. */
  private synchronized void start(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
    if (server != null || refused != null) {
      throw new IllegalStateException("The transport is connected, or was");
    }
    try {
      LocalServer started = command.start();
      server = started;
      var unused = started.ended().thenAccept(why -> failCalls(handler, why));
      Thread reader = new Thread(() -> read(started, handler), "mcp-stdio-" + started.pid());
      reader.setDaemon(true);
      reader.start();
    } catch (LocalServerException e) {
      logger.warn("A local server was not started. {}", e.getMessage());
      refused = e;
    } catch (RuntimeException | OutOfMemoryError e) {
      // A launcher of the application, or a thread that cannot be had.
      logger.error("A local server was not started: {}", e.getClass().getName());
      refused =
          new LocalServerException(LocalServerFault.NOT_STARTED, "see the log of this client");
      if (server != null) {
        server.close();
      }
    }
  }

  @Override
  public Mono<Void> sendMessage(JSONRPCMessage message) {
    return Mono.fromCallable(
            () -> {
              send(message);
              return message;
            })
        .then();
  }

  @Override
  public Mono<Void> closeGracefully() {
    return Mono.<Void>fromRunnable(this::end).subscribeOn(Schedulers.boundedElastic());
  }

  @Override
  public void close() {
    end();
  }

  @Override
  public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
    return json.convertValue(data, type);
  }

  private void end() {
    LocalServer ending;
    synchronized (this) {
      ending = server;
      if (ending == null && refused == null) {
        refused = new LocalServerException(LocalServerFault.CLOSED);
      }
    }
    if (ending != null) {
      ending.close();
    }
  }

  private void send(JSONRPCMessage message) throws IOException {
    if (message instanceof JSONRPCResponse response) {
      callsOfServer.remove(response.id());
    }
    write(message);
  }

  private void write(JSONRPCMessage message) throws IOException {
    LocalServer running = running();
    byte[] text = json.writeValueAsBytes(message);
    if (text.length > command.limits().maximumLine()) {
      throw new LocalServerException(
          LocalServerFault.LINE_TOO_LONG, "it is a message of this client");
    }
    byte[] line = Arrays.copyOf(text, text.length + 1);
    line[text.length] = '\n';
    if (message instanceof JSONRPCRequest request) {
      var unused = calls.add(request.id());
    }
    running.send(line);
  }

  private synchronized LocalServer running() throws LocalServerException {
    if (refused != null) {
      throw refused;
    }
    if (server == null) {
      throw new IllegalStateException("The transport is not connected");
    }
    return server;
  }

  private void read(
      LocalServer from, Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
    for (byte[] line = from.next(); line != null; line = from.next()) {
      try {
        take(McpSchema.deserializeJsonRpcMessage(json, ServerLines.text(line)), handler);
      } catch (IOException | RuntimeException e) {
        from.leaveOut(line);
      }
    }
  }

  private void take(
      JSONRPCMessage message, Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
    if (message instanceof JSONRPCResponse response) {
      // What nobody has asked, or nobody waits for any more.
      if (response.id() == null || !calls.remove(response.id())) {
        return;
      }
    } else if (message instanceof JSONRPCRequest request) {
      boolean taken =
          callsOfServer.size() < MOST_REQUESTS_OF_SERVER && callsOfServer.add(request.id());
      if (!taken) {
        refuse(request);
        return;
      }
    } else {
      pace.step();
    }
    deliver(message, handler);
  }

  /** What is refused frees no place: one with the same id may still be handled. */
  private void refuse(JSONRPCRequest request) {
    JSONRPCError error = new JSONRPCError(OVER, "The client is busy with requests of this server");
    try {
      write(JSONRPCResponse.error(request.id(), error));
    } catch (IOException e) {
      logger.debug("A refusal could not be sent", e);
    }
  }

  private void failCalls(
      Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler, LocalServerException why) {
    JSONRPCError error = new JSONRPCError(OVER, String.valueOf(why.getMessage()));
    for (Object id : calls.removeAll()) {
      deliver(JSONRPCResponse.error(id, error), handler);
    }
  }

  private static void deliver(
      JSONRPCMessage message, Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
    var unused =
        handler
            .apply(Mono.just(message))
            .subscribe(done -> {}, failed -> logger.debug("A message was not handled", failed));
  }
}
