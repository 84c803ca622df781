package io.github.jerseymcp.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.modern.JsonRpc;
import io.modelcontextprotocol.modern.JsonRpc.JSONRPCMessage;
import io.modelcontextprotocol.modern.JsonRpc.JSONRPCNotification;
import io.modelcontextprotocol.modern.JsonRpc.JSONRPCRequest;
import io.modelcontextprotocol.modern.JsonRpc.JSONRPCResponse;
import io.modelcontextprotocol.modern.JsonRpc.JSONRPCResponse.JSONRPCError;
import io.modelcontextprotocol.modern.client.McpResponseLostException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.FluxSink;

/** One request of MCP 2026-07-28, and what comes back to it: it ends with its answer. */
final class LocalExchange implements LocalReply.Reader {

  private static final Logger logger = LoggerFactory.getLogger(LocalExchange.class);

  private static final String CLOSED = "The connection is closed";

  private final JSONRPCRequest request;
  private final FluxSink<JSONRPCMessage> sink;
  private final McpJsonMapper json;
  private final AtomicBoolean over = new AtomicBoolean();

  LocalExchange(JSONRPCRequest request, FluxSink<JSONRPCMessage> sink, McpJsonMapper json) {
    this.request = request;
    this.sink = sink;
    this.json = json;
  }

  /** The client has taken something, or wants more. */
  synchronized void roomMade() {
    notifyAll();
  }

  /** The client takes nothing more. */
  synchronized void leave() {
    over.set(true);
    notifyAll();
  }

  /** Its connection is closed before it was sent. */
  void refuse() {
    if (over.compareAndSet(false, true)) {
      sink.error(new IllegalStateException(CLOSED));
    }
  }

  /** Its connection is closed. */
  void close() {
    lose(CLOSED);
  }

  /** A request of this version begins no session. */
  @Override
  public void session(String id) {}

  @Override
  public synchronized void awaitRoom() throws IOException {
    while (!over.get() && sink.requestedFromDownstream() == 0) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("The client takes nothing");
      }
    }
    if (over.get()) {
      throw new IOException("The client has gone");
    }
  }

  @Override
  public void message(byte[] text) {
    try {
      JSONRPCMessage message = JsonRpc.deserializeMessage(json, new String(text, UTF_8));
      if (message instanceof JSONRPCResponse response) {
        // An error before the request could be read names no id.
        answer(
            response.id() == null && response.error() != null
                ? JSONRPCResponse.error(request.id(), response.error())
                : response);
      } else if (message instanceof JSONRPCNotification && !over.get()) {
        sink.next(message);
      }
    } catch (IOException | RuntimeException e) {
      logger.warn("A message of the server cannot be read");
    }
  }

  @Override
  public void refused(int code, String text, Map<String, Object> data) {
    answer(JSONRPCResponse.error(request.id(), new JSONRPCError(code, text, data)));
  }

  @Override
  public void over() {
    lose("The server gave no answer");
  }

  private void answer(JSONRPCResponse response) {
    if (over.compareAndSet(false, true)) {
      sink.next(response);
      sink.complete();
    }
  }

  private void lose(String why) {
    if (over.compareAndSet(false, true)) {
      sink.error(new McpResponseLostException(request.method(), new IOException(why)));
    }
  }
}
