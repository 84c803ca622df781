package io.github.jerseymcp.example.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A server that knows one older version, has a tool, and asks for no token. */
final class OlderServer implements AutoCloseable {

  private static final String TOOLS =
      "{\"tools\":[{\"name\":\"say\",\"description\":\"what\","
          + "\"inputSchema\":{\"type\":\"object\"}}]}";

  private final HttpServer server;
  private final String version;

  private volatile String tools = TOOLS;
  private volatile String answer = "{\"content\":[]}";

  OlderServer(String version) throws IOException {
    this.version = version;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/mcp", this::answer);
    server.start();
  }

  /** From now on its list of tools has these, in JSON. */
  void tools(String... described) {
    tools = "{\"tools\":[" + String.join(",", described) + "]}";
  }

  /** From now on its tools answer so, in JSON. */
  void answer(String result) {
    answer = result;
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/mcp";
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!exchange.getRequestMethod().equals("POST")) {
        exchange.sendResponseHeaders(405, -1);
        return;
      }
      JsonNode message = new JsonMapper().readTree(exchange.getRequestBody());
      switch (message.path("method").asText()) {
        case "initialize" ->
            result(
                exchange,
                message,
                "{\"protocolVersion\":\""
                    + version
                    + "\",\"capabilities\":{\"tools\":{}},"
                    + "\"serverInfo\":{\"name\":\"older\",\"version\":\"1\"}}");
        case "tools/list" -> result(exchange, message, tools);
        case "tools/call" -> result(exchange, message, answer);
        case "notifications/initialized" -> exchange.sendResponseHeaders(202, -1);
        default -> exchange.sendResponseHeaders(400, -1);
      }
    }
  }

  private static void result(HttpExchange exchange, JsonNode message, String result)
      throws IOException {
    byte[] body =
        ("{\"jsonrpc\":\"2.0\",\"id\":" + message.path("id") + ",\"result\":" + result + "}")
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
