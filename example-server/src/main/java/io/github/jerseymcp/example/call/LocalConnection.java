package io.github.jerseymcp.example.call;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jerseymcp.stdio.LocalCommand;
import io.github.jerseymcp.stdio.LocalServer;
import io.github.jerseymcp.stdio.LocalServerException;
import io.github.jerseymcp.stdio.StdioTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.modern.client.transport.StdioMcpClientTransport;
import io.modelcontextprotocol.spec.McpError;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A server that this process has started: of an older version, or else of MCP 2026-07-28. */
final class LocalConnection extends ServerConnection {

  private final ServerConnection connection;
  private final Runnable closing;

  LocalConnection(LocalCommand command, Duration beginning, Duration patience, Progress progress) {
    progress.say("Starting the local server");
    ServerConnection older = older(command, beginning, patience, progress);
    if (older != null) {
      connection = older;
      closing = older::close;
    } else {
      LocalServer server = start(command);
      connection = newer(server, beginning, patience, progress);
      closing = server::close;
    }
  }

  /** The SDK has no time-out of its own for the first question. */
  private static ServerConnection newer(
      LocalServer server, Duration beginning, Duration patience, Progress progress) {
    AtomicBoolean begun = new AtomicBoolean();
    CompletableFuture.delayedExecutor(beginning.toMillis(), TimeUnit.MILLISECONDS)
        .execute(
            () -> {
              if (begun.compareAndSet(false, true)) {
                server.close();
              }
            });
    try {
      ServerConnection connection =
          new ModernConnection(
              StdioMcpClientTransport.builder(server.output(), server.input()).start(),
              patience,
              progress);
      if (begun.compareAndSet(false, true)) {
        return connection;
      }
    } catch (RuntimeException e) {
      server.close();
      if (begun.compareAndSet(false, true)) {
        throw e;
      }
    }
    throw new IllegalStateException(new TimeoutException());
  }

  /** Null for a server that knows no {@code initialize}. */
  private static @Nullable ServerConnection older(
      LocalCommand command, Duration beginning, Duration patience, Progress progress) {
    try {
      return new SessionConnection(
          new StdioTransport(command, McpJsonDefaults.getMapper()), beginning, patience, progress);
    } catch (RuntimeException e) {
      if (e.getCause() instanceof McpError error && isAnswer(error)) {
        return null;
      }
      throw e;
    }
  }

  /** What the transport itself says has another code. */
  private static boolean isAnswer(McpError error) {
    return error.getJsonRpcError() != null && error.getJsonRpcError().code() != -32000;
  }

  private static LocalServer start(LocalCommand command) {
    try {
      return command.start();
    } catch (LocalServerException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  String version() {
    return connection.version();
  }

  @Override
  JsonNode tools() {
    return connection.tools();
  }

  @Override
  JsonNode call(String tool, Map<String, Object> arguments) {
    return connection.call(tool, arguments);
  }

  @Override
  public void close() {
    closing.run();
  }
}
