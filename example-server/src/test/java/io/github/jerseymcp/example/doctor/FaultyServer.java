package io.github.jerseymcp.example.doctor;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A small MCP server, and its authorization server, that is right but for one fault. */
final class FaultyServer implements AutoCloseable {

  /** The only token that it takes. */
  static final String TOKEN = "eyJ0b2tlbi1vZi10aGUtdGVzdHM.good-token-of-the-tests";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Optional<Fault> fault;
  private final Limit limit;
  private final AtomicInteger taken = new AtomicInteger();
  private final FaultyEndpoint endpoint;

  /**
   * How many requests it takes.
   *
   * @param most so many
   * @param status what all others get
   */
  private record Limit(int most, int status) {}

  private FaultyServer(Optional<Fault> fault, Limit limit) {
    try {
      this.server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.fault = fault;
    this.limit = limit;
    this.endpoint = new FaultyEndpoint(this);
    server.setExecutor(threads);
    server.createContext("/", new FaultyDocuments(this));
    server.createContext("/mcp", endpoint);
    server.start();
  }

  static FaultyServer with(Fault fault) {
    return new FaultyServer(Optional.of(fault), new Limit(Integer.MAX_VALUE, 0));
  }

  static FaultyServer withoutFault() {
    return new FaultyServer(Optional.empty(), new Limit(Integer.MAX_VALUE, 0));
  }

  /** A server without fault, which takes so many requests and answers others with this status. */
  static FaultyServer limited(int most, int status) {
    return new FaultyServer(Optional.empty(), new Limit(most, status));
  }

  /** Whether that was one request too many; then it is answered. */
  boolean isLimited(HttpExchange exchange) throws IOException {
    if (taken.incrementAndGet() <= limit.most()) {
      return false;
    }
    answer(exchange, limit.status(), "text/plain", "");
    return true;
  }

  boolean has(Fault one) {
    return fault.filter(one::equals).isPresent();
  }

  String origin() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  String url() {
    return origin() + "/mcp";
  }

  /** How many requests came for the endpoint. */
  int requests() {
    return endpoint.requests();
  }

  /** Which sessions are left. */
  int sessions() {
    return endpoint.sessions();
  }

  /** Writes an answer. */
  void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
    if (has(Fault.NAMES_ITS_VERSION)) {
      exchange.getResponseHeaders().set("Server", "Faulty/1.2.3");
    }
    if (!body.isEmpty()) {
      exchange.getResponseHeaders().set("Content-Type", type);
    }
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
