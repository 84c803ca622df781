package io.github.jerseymcp.example.doctor;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that answers all requests in a way that a test says. */
final class HostileServer implements AutoCloseable {

  private static final String DOCUMENT = "/.well-known/oauth-protected-resource/mcp";

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger requests = new AtomicInteger();
  private final HttpServer server;

  private HostileServer(HttpHandler handler) throws IOException {
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          try (exchange) {
            handler.handle(exchange);
          }
        });
    server.start();
  }

  static HostileServer answering(HttpHandler handler) throws IOException {
    return new HostileServer(handler);
  }

  /**
   * A server with a challenge at its endpoint, which answers requests for its document like this.
   */
  static HostileServer withDocument(HttpHandler document) throws IOException {
    return answering(exchange -> challengeOr(exchange, document));
  }

  static HostileServer withDocument(String document) throws IOException {
    return withDocument(exchange -> write(exchange, 200, document));
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/mcp";
  }

  int requests() {
    return requests.get();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  /** A challenge at the endpoint, something else at the place of the document, else nothing. */
  static void challengeOr(HttpExchange exchange, HttpHandler document) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (path.equals("/mcp")) {
      exchange.getResponseHeaders().add("WWW-Authenticate", "Bearer realm=\"mcp\"");
      exchange.sendResponseHeaders(401, -1);
    } else if (path.equals(DOCUMENT)) {
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      document.handle(exchange);
    } else {
      exchange.sendResponseHeaders(404, -1);
    }
  }

  static void writeWithoutEnd(HttpExchange exchange) throws IOException {
    if (exchange.getResponseCode() < 0) {
      exchange.sendResponseHeaders(200, 0);
    }
    byte[] part = " ".repeat(16 * 1024).getBytes(StandardCharsets.UTF_8);
    try (OutputStream body = exchange.getResponseBody()) {
      while (true) {
        body.write(part);
      }
    }
  }

  static void write(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
