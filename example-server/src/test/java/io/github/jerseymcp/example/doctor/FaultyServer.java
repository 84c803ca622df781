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

/** A small MCP server, and its authorization server, that is right but for one fault. */
final class FaultyServer implements AutoCloseable {

  /** The only token that it takes. */
  static final String TOKEN = "eyJ0b2tlbi1vZi10aGUtdGVzdHM.good-token-of-the-tests";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Optional<Fault> fault;
  private final FaultyEndpoint endpoint;

  private FaultyServer(Optional<Fault> fault) {
    try {
      this.server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.fault = fault;
    this.endpoint = new FaultyEndpoint(this);
    server.setExecutor(threads);
    server.createContext("/", new FaultyDocuments(this));
    server.createContext("/mcp", endpoint);
    server.start();
  }

  static FaultyServer with(Fault fault) {
    return new FaultyServer(Optional.of(fault));
  }

  static FaultyServer withoutFault() {
    return new FaultyServer(Optional.empty());
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
