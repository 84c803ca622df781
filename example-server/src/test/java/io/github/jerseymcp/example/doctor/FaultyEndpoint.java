package io.github.jerseymcp.example.doctor;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** The edge of the endpoint: Host, Origin and preflights; then the guard, then the messages. */
final class FaultyEndpoint implements HttpHandler {

  private static final String TEXT = "text/plain";
  private static final String STRANGER = "https://stranger.example";

  private final FaultyServer server;
  private final FaultyGuard guard;
  private final FaultyMessages messages;
  private final AtomicInteger requests = new AtomicInteger();

  FaultyEndpoint(FaultyServer server) {
    this.server = server;
    this.guard = new FaultyGuard(server);
    this.messages = new FaultyMessages(server);
  }

  int requests() {
    return requests.get();
  }

  int sessions() {
    return messages.sessions();
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    if (server.isLimited(exchange)) {
      return;
    }
    Headers sent = exchange.getRequestHeaders();
    Headers answered = exchange.getResponseHeaders();
    boolean takesHosts =
        server.has(Fault.ANSWERS_UNKNOWN_HOSTS) || server.has(Fault.BUILDS_ADDRESSES_FROM_HOST);
    String origin = sent.getFirst("Origin");
    if (!takesHosts && !server.origin().endsWith("//" + sent.getFirst("Host"))) {
      server.answer(exchange, 421, TEXT, "Host stranger.example is not served");
    } else if (exchange.getRequestMethod().equals("OPTIONS")) {
      if (server.has(Fault.LENDS_CREDENTIALS_TO_ALL_PAGES)) {
        answered.set("Access-Control-Allow-Origin", origin);
        answered.set("Access-Control-Allow-Credentials", "true");
      }
      server.answer(exchange, 204, TEXT, "");
    } else if (isRefused(origin)) {
      if (server.has(Fault.EXPOSES_NOTHING)) {
        answered.set("Access-Control-Allow-Origin", "*");
      }
      server.answer(exchange, 403, TEXT, "Origin");
    } else if (isForAll(exchange) || guard.letsIn(exchange)) {
      messages.handle(exchange);
    }
  }

  private boolean isForAll(HttpExchange exchange) throws IOException {
    boolean looks =
        server.has(Fault.LETS_EVERYBODY_IN_TO_LOOK)
            && !exchange.getRequestHeaders().containsKey("Authorization");
    if (!looks && !server.has(Fault.ANSWERS_INITIALIZE_TO_ALL)) {
      return false;
    }
    byte[] body = exchange.getRequestBody().readAllBytes();
    exchange.setStreams(new ByteArrayInputStream(body), null);
    String text = new String(body, StandardCharsets.UTF_8);
    return text.contains("\"method\":\"initialize\"")
        || (looks && !text.contains("doctor/nothing"));
  }

  private boolean isRefused(String origin) {
    return origin != null
        && !(origin.equals(STRANGER) && server.has(Fault.LETS_UNKNOWN_PAGES_IN))
        && !(origin.equals("null") && server.has(Fault.LETS_PAGES_WITHOUT_ORIGIN_IN));
  }
}
