package io.github.jerseymcp.example.doctor;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers messages of MCP, in sessions. */
final class FaultyMessages {

  private static final String JSON = "application/json";
  private static final String LATEST = "2025-11-25";
  private static final List<String> KNOWN = List.of("2025-06-18", LATEST);

  private final FaultyServer server;
  private final Set<String> sessions = ConcurrentHashMap.newKeySet();
  private final Set<String> ended = ConcurrentHashMap.newKeySet();
  private final AtomicInteger count = new AtomicInteger(1000);

  FaultyMessages(FaultyServer server) {
    this.server = server;
  }

  int sessions() {
    return sessions.size();
  }

  void handle(HttpExchange exchange) throws IOException {
    String method = exchange.getRequestMethod();
    String session = exchange.getRequestHeaders().getFirst("Mcp-Session-Id");
    if (method.equals("GET")) {
      listen(exchange);
    } else if (method.equals("DELETE")) {
      end(exchange, session);
    } else {
      post(exchange, session);
    }
  }

  private void listen(HttpExchange exchange) throws IOException {
    if (server.has(Fault.FAILS_AT_GET)) {
      server.answer(exchange, 500, "text/plain", "");
    } else if (server.has(Fault.HAS_A_PAGE_AT_GET)) {
      server.answer(exchange, 200, "text/html", "<p>Welcome");
    } else if (server.has(Fault.STREAMS_UNASKED)) {
      server.answer(exchange, 200, "text/event-stream", ": hello\n\n");
    } else {
      server.answer(exchange, 405, "text/plain", "");
    }
  }

  private void end(HttpExchange exchange, String session) throws IOException {
    if (server.has(Fault.ENDS_NO_SESSION)) {
      server.answer(exchange, 405, "text/plain", "");
    } else {
      if (!server.has(Fault.KEEPS_ENDED_SESSIONS)) {
        sessions.remove(session);
        ended.add(session);
      }
      server.answer(exchange, 204, "text/plain", "");
    }
  }

  private void post(HttpExchange exchange, String session) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    if (!type.equals(JSON) && !server.has(Fault.ANSWERS_PLAIN_TEXT)) {
      server.answer(exchange, server.has(Fault.FAILS_AT_PLAIN_TEXT) ? 500 : 415, JSON, "");
    } else if (!body.endsWith("}")) {
      refuseBody(exchange);
    } else if (body.contains("\"initialize\"")) {
      initialize(exchange, body);
    } else {
      answerIn(exchange, session, body);
    }
  }

  private void refuseBody(HttpExchange exchange) throws IOException {
    if (server.has(Fault.SHOWS_A_STACK_TRACE)) {
      server.answer(
          exchange, 400, "text/plain", "Broken\n\tat com.acme.Reader.read(Reader.java:12)");
    } else if (server.has(Fault.WRITES_EXCEPTIONS_AS_JSON)) {
      server.answer(exchange, 400, JSON, "{\"cause\":null,\"stackTrace\":[{\"lineNumber\":81}]}");
    } else if (server.has(Fault.NAMES_A_CLASS)) {
      server.answer(exchange, 400, "text/plain", "com.acme.json.BrokenBodyException");
    } else {
      server.answer(
          exchange,
          server.has(Fault.FAILS_AT_BROKEN_JSON) ? 500 : 400,
          JSON,
          "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32700,\"message\":\"Parse error\"},\"id\":null}");
    }
  }

  private void initialize(HttpExchange exchange, String body) throws IOException {
    String asked = body.replaceAll(".*\"protocolVersion\":\"([^\"]*)\".*", "$1");
    boolean isRefused =
        (server.has(Fault.SPEAKS_THE_LATEST_ALONE) && asked.equals("2025-06-18"))
            || (server.has(Fault.REFUSES_UNKNOWN_VERSIONS) && !KNOWN.contains(asked));
    if (isRefused) {
      server.answer(
          exchange,
          200,
          JSON,
          "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-32602,\"message\":\"Version\"}}");
      return;
    }
    boolean isEchoed = KNOWN.contains(asked) || server.has(Fault.SPEAKS_ANY_VERSION);
    String id = sessionId();
    sessions.add(id);
    exchange.getResponseHeaders().set("Mcp-Session-Id", id);
    result(
        exchange,
        1,
        "{\"protocolVersion\":\""
            + (isEchoed ? asked : LATEST)
            + "\",\"capabilities\":{},\"serverInfo\":{\"name\":\"faulty\",\"version\":\"1\"}}");
  }

  private String sessionId() {
    if (server.has(Fault.HAS_SHORT_SESSION_IDS)) {
      return UUID.randomUUID().toString().substring(0, 8);
    }
    if (server.has(Fault.COUNTS_ITS_SESSIONS)) {
      return "session-of-the-server-" + count.incrementAndGet();
    }
    String id = UUID.randomUUID().toString();
    return server.has(Fault.HAS_SPACES_IN_SESSION_IDS) ? id.replace('-', ' ') : id;
  }

  private void answerIn(HttpExchange exchange, String session, String body) throws IOException {
    Headers sent = exchange.getRequestHeaders();
    boolean isNotification = !body.contains("\"id\"");
    if (session == null && !server.has(Fault.NEEDS_NO_SESSION_ID)) {
      server.answer(exchange, 400, JSON, "");
    } else if (session != null
        && !sessions.contains(session)
        && !(server.has(Fault.TAKES_ANY_SESSION_ID) && count.getAndIncrement() == 1000)) {
      boolean isBlamed = server.has(Fault.BLAMES_UNKNOWN_SESSIONS) && !ended.contains(session);
      server.answer(exchange, isBlamed ? 400 : 404, JSON, "");
    } else if (!KNOWN.contains(sent.getFirst("MCP-Protocol-Version"))
        && !server.has(Fault.IGNORES_THE_PROTOCOL_HEADER)) {
      server.answer(exchange, 400, JSON, "");
    } else if (body.contains("tools/list")
        && server.has(Fault.LETS_EVERYBODY_IN_AND_HAS_NO_TOOLS)) {
      server.answer(
          exchange,
          200,
          JSON,
          "{\"jsonrpc\":\"2.0\",\"id\":3,\"error\":{\"code\":-32601,\"message\":\"None\"}}");
    } else if (isNotification) {
      server.answer(exchange, 202, JSON, "");
    } else {
      result(exchange, body.contains("tools/list") ? 3 : 2, "{\"tools\":[]}");
    }
  }

  private void result(HttpExchange exchange, int id, String result) throws IOException {
    server.answer(
        exchange, 200, JSON, "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":" + result + "}");
  }
}
