package io.github.jerseymcp.example.conformance.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.jerseymcp.client.McpAuthorization;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Runs scenarios as the suite hands them over; 200 if the client got through, 500 if it gave up.
 */
final class ClientUnderTest implements AutoCloseable {

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  ClientUnderTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String failure = run(Scenario.read(exchange.getRequestBody().readAllBytes()));
      byte[] answer = failure.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(failure.isEmpty() ? 200 : 500, Math.max(answer.length, -1));
      exchange.getResponseBody().write(answer);
    }
  }

  private static String run(Scenario scenario) {
    try {
      McpAuthorization authorization = new ScenarioAuthorization(scenario).build();
      HttpClient.Builder http = authorization.httpClient();
      try (ScenarioCalls calls =
          scenario.isModern()
              ? new ModernCalls(scenario.server(), http)
              : new SessionCalls(scenario.server(), http)) {
        calls.run(scenario);
      }
      return "";
    } catch (Exception e) {
      StringWriter text = new StringWriter();
      e.printStackTrace(new PrintWriter(text));
      return text.toString();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
