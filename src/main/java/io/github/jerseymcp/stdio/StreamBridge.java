package io.github.jerseymcp.stdio;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import io.modelcontextprotocol.spec.McpTransportSessionNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Brings the lines of a client to a server, and what that says back. */
final class StreamBridge {

  private static final Logger logger = LoggerFactory.getLogger(StreamBridge.class);

  private static final int LONGEST_LINE = 4 * 1024 * 1024;
  private static final int UNSENT = -32000;

  /** Less than clients wait for the end of a server. */
  private static final long LAST_ANSWERS_NANOS = 400_000_000;

  private static final long STEP_NANOS = 5_000_000;

  private final McpClientTransport server;
  private final McpJsonMapper json;
  private final OutputStream out;
  private final PendingCalls pending = new PendingCalls();
  private volatile boolean lost;

  StreamBridge(McpClientTransport server, McpJsonMapper json, OutputStream out) {
    this.server = server;
    this.json = json;
    this.out = out;
  }

  /** Serves until the input ends, or is none of a client, or the session is over. */
  void serve(InputStream in) {
    server.connect(incoming -> incoming.doOnNext(this::write)).block();
    ServerLines lines = new ServerLines("client", in, LONGEST_LINE);
    try {
      for (byte[] line = lines.next(); line != null; line = lost ? null : lines.next()) {
        try {
          take(McpSchema.deserializeJsonRpcMessage(json, ServerLines.text(line)));
        } catch (IOException | RuntimeException e) {
          lines.leaveOut(line);
        }
      }
    } catch (LocalServerException e) {
      logger.error("The client is given up: what it sends is too long, or no messages");
    } finally {
      awaitLastAnswers();
      server.close();
    }
  }

  private void take(JSONRPCMessage message) {
    if (message instanceof JSONRPCRequest request) {
      var unusedNew = pending.add(request.id());
    }
    var unused =
        server
            .sendMessage(message)
            .onErrorResume(failure -> Mono.fromRunnable(() -> refuse(message, failure)))
            .subscribe();
  }

  private void refuse(JSONRPCMessage message, Throwable failure) {
    if (failure instanceof McpTransportSessionNotFoundException) {
      // A client of streams knows of no session: it starts its server again.
      logger.error("The session is over, and the client of the standard streams is given up");
      lost = true;
    }
    if (message instanceof JSONRPCRequest request) {
      write(
          JSONRPCResponse.error(
              request.id(), new JSONRPCError(UNSENT, "The server cannot be reached")));
    }
  }

  private void write(JSONRPCMessage message) {
    if (message instanceof JSONRPCResponse response && response.id() != null) {
      pending.remove(response.id());
    }
    try {
      byte[] text = json.writeValueAsBytes(message);
      byte[] line = Arrays.copyOf(text, text.length + 1);
      line[text.length] = '\n';
      synchronized (out) {
        out.write(line);
        out.flush();
      }
    } catch (IOException e) {
      logger.debug("The client does not read any more");
    }
  }

  /** A client may send what it has, end its input, and read. */
  private void awaitLastAnswers() {
    long start = System.nanoTime();
    while (pending.size() > 0 && System.nanoTime() - start < LAST_ANSWERS_NANOS) {
      LockSupport.parkNanos(STEP_NANOS);
    }
  }
}
