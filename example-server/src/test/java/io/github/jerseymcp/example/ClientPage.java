package io.github.jerseymcp.example;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Serves a page with a small MCP client in JavaScript, on an origin of its own. */
final class ClientPage implements AutoCloseable {

  private final HttpServer http;

  private ClientPage(HttpServer http) {
    this.http = http;
  }

  static ClientPage serve() throws IOException {
    byte[] page;
    try (InputStream resource = ClientPage.class.getResourceAsStream("client-page.html")) {
      page = resource.readAllBytes();
    }
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
          exchange.sendResponseHeaders(200, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    http.start();
    return new ClientPage(http);
  }

  String origin() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
