package io.github.jerseymcp.local;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import io.modelcontextprotocol.spec.McpTransportSessionNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * A connection of one caller to a {@link LocalMcpServer}: the transport of a client of the MCP Java
 * SDK, for the versions up to 2025-11-25. It is for one client, which begins another session by
 * itself when the server has ended the one that it had. Thread-safe.
 */
public final class LocalConnection implements McpClientTransport {

  private static final Logger logger = LoggerFactory.getLogger(LocalConnection.class);
  private static final String SESSION = "Mcp-Session-Id";
  private static final int CLOSED = -32000;
  private static final int SESSION_NOT_FOUND = 404;

  private final LocalRequests requests;
  private final McpJsonMapper json;
  private volatile @Nullable Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler;
  private volatile Consumer<Throwable> failures = failure -> {};
  private volatile @Nullable String session;
  private volatile @Nullable String version;
  private volatile boolean closed;

  LocalConnection(LocalRequests requests, McpJsonMapper json) {
    this.requests = requests;
    this.json = json;
  }

  @Override
  public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> incoming) {
    return Mono.fromRunnable(
        () -> {
          handler = incoming;
          // A client that begins another session closes what it had, and connects again.
          closed = false;
        });
  }

  /** Who is told that the session is over, to begin another. */
  @Override
  public void setExceptionHandler(Consumer<Throwable> reader) {
    failures = reader;
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
    return Mono.fromRunnable(this::close);
  }

  /** Ends the session, and with it what is under way. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      end();
    }
  }

  private void end() {
    if (session != null) {
      requests.end(fields(), new LocalReply(new Answer(null, false)));
    }
  }

  @Override
  public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
    return json.convertValue(data, type);
  }

  private void send(JSONRPCMessage message) throws IOException {
    if (closed) {
      throw new IOException("The connection is closed");
    }
    Object id = message instanceof JSONRPCRequest request ? request.id() : null;
    boolean begins =
        message instanceof JSONRPCRequest request
            && request.method().equals(McpSchema.METHOD_INITIALIZE);
    String used = session;
    Answer answer = new Answer(id, begins);
    requests.post(json.writeValueAsBytes(message), fields(), new LocalReply(answer));
    if (used != null && answer.isWithoutSession()) {
      forget(used);
      RuntimeException over = new McpTransportSessionNotFoundException("of the connection");
      failures.accept(over);
      throw over;
    }
    if (message instanceof JSONRPCNotification notification
        && notification.method().equals(McpSchema.METHOD_NOTIFICATION_INITIALIZED)
        && session != null) {
      requests.listen(fields(), new LocalReply(new Answer(null, false)));
    }
  }

  /** What another thread has begun since stays. */
  private synchronized void forget(String ended) {
    if (Objects.equals(session, ended)) {
      session = null;
      version = null;
    }
  }

  private synchronized void begin(String opened) {
    session = opened;
  }

  private Map<String, String> fields() {
    Map<String, String> fields = new HashMap<>();
    String open = session;
    if (open != null) {
      fields.put(SESSION, open);
    }
    String agreed = version;
    if (agreed != null) {
      fields.put("MCP-Protocol-Version", agreed);
    }
    return fields;
  }

  private void deliver(JSONRPCMessage message) {
    Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> incoming = handler;
    if (incoming != null) {
      var unused =
          incoming
              .apply(Mono.just(message))
              .subscribe(done -> {}, failed -> logger.debug("A message was not handled", failed));
    }
  }

  /** What comes back to one message; a request is answered in any case. */
  private final class Answer implements LocalReply.Reader {

    private final @Nullable Object id;
    private final boolean begins;
    private volatile boolean answered;
    private @Nullable Thread posting = Thread.currentThread();
    private boolean withoutSession;

    Answer(@Nullable Object id, boolean begins) {
      this.id = id;
      this.begins = begins;
    }

    /** Whether it was refused at once for its session; to be asked by the thread that posted it. */
    boolean isWithoutSession() {
      posting = null;
      return withoutSession;
    }

    @Override
    public void session(String opened) {
      begin(opened);
      // One that begins after the end is nobody's.
      if (closed) {
        end();
      }
    }

    @Override
    public void message(byte[] text) {
      try {
        JSONRPCMessage message =
            McpSchema.deserializeJsonRpcMessage(json, new String(text, StandardCharsets.UTF_8));
        if (message instanceof JSONRPCResponse response) {
          take(response);
        } else {
          deliver(message);
        }
      } catch (IOException | RuntimeException e) {
        logger.warn("A message of the server cannot be read");
      }
    }

    private void take(JSONRPCResponse response) {
      if (Thread.currentThread() == posting
          && response.error() != null
          && response.error().code() == SESSION_NOT_FOUND) {
        // No handler answers on this thread. Whoever sent it hears of it by an exception.
        withoutSession = true;
        answered = true;
        return;
      }
      if (response.id() == null && response.error() != null) {
        refuse(response.error());
        return;
      }
      answered |= response.id() != null && response.id().equals(id);
      if (begins
          && response.result() instanceof Map<?, ?> result
          && result.get("protocolVersion") instanceof String agreed) {
        version = agreed;
      }
      deliver(response);
    }

    @Override
    public void refused(int code, String text, Map<String, Object> data) {
      refuse(new JSONRPCError(code, text, data));
    }

    @Override
    public void over() {
      if (id != null && !answered) {
        refuse(new JSONRPCError(CLOSED, "The server gave no answer"));
      }
    }

    private void refuse(JSONRPCError error) {
      if (id != null && !answered) {
        answered = true;
        deliver(JSONRPCResponse.error(id, error));
      } else if (id == null) {
        logger.debug("A message of a client was refused: {}", error.message());
      }
    }
  }
}
