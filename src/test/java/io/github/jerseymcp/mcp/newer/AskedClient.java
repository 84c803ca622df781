package io.github.jerseymcp.mcp.newer;

import io.github.jerseymcp.testsupport.mcp.EventReader;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import io.github.jerseymcp.testsupport.mcp.McpWire.Reply;
import io.modelcontextprotocol.json.McpJsonDefaults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** A client that answers what it is asked as a test says, in the way of its version. */
sealed interface AskedClient {

  AtomicInteger IDS = new AtomicInteger();

  /** Everything that a client can be asked. */
  String ALL = "{\"elicitation\":{},\"sampling\":{},\"roots\":{}}";

  /** How a server is asked and answered. */
  enum Version {
    MODERN,
    SESSION
  }

  static AskedClient of(Version version, McpWire http, String capabilities) {
    return switch (version) {
      case MODERN -> new Modern(http, capabilities, new ArrayList<>());
      case SESSION -> WithSession.begin(http, capabilities);
    };
  }

  /** What it was asked. */
  List<String> asked();

  /** The same, for a request that is answered at once. */
  AskedClient unasked();

  /** Sends a request, answers all questions, and gives the last message. */
  String send(String method, String members, UnaryOperator<String> answers);

  default String call(String tool, UnaryOperator<String> answers) {
    return send("tools/call", "\"name\":\"" + tool + "\",\"arguments\":{}", answers);
  }

  /** By {@code input_required}. */
  record Modern(McpWire http, String capabilities, List<String> asked) implements AskedClient {

    @Override
    public AskedClient unasked() {
      return this;
    }

    @Override
    public String send(String method, String members, UnaryOperator<String> answers) {
      String body = last(post(method, members).body());
      while (body.contains("input_required")) {
        body = last(post(method, members + "," + answered(body, answers)).body());
      }
      return body;
    }

    /** The last message, where others come before it. */
    private String last(String body) {
      String last = body;
      for (String line : body.lines().toList()) {
        if (line.startsWith("data: ")) {
          last = line.substring(6);
          Object method = AskedClient.members(last).get("method");
          if (method != null) {
            asked.add(method.toString());
          }
        }
      }
      return last;
    }

    /** The members that answer a result which asks for input. */
    String answered(String body, UnaryOperator<String> answers) {
      Map<?, ?> result = (Map<?, ?>) members(body).get("result");
      List<String> responses = new ArrayList<>();
      ((Map<?, ?>) result.get("inputRequests"))
          .forEach(
              (key, question) -> {
                String method = String.valueOf(((Map<?, ?>) question).get("method"));
                asked.add(method);
                String answer = answers.apply(method);
                if (!answer.isEmpty()) {
                  responses.add("\"" + key + "\":" + answer);
                }
              });
      return "\"inputResponses\":{%s},\"requestState\":\"%s\""
          .formatted(String.join(",", responses), result.get("requestState"));
    }

    Reply post(String method, String members) {
      String name = members.contains("\"name\":\"") ? members.split("\"", -1)[3] : "";
      String meta =
          "\"_meta\":{\"progressToken\":\"mine\","
              + "\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
              + "\"io.modelcontextprotocol/clientCapabilities\":"
              + capabilities
              + "}";
      McpWire mirroring =
          http.with("MCP-Protocol-Version", "2026-07-28").with("Mcp-Method", method);
      return (name.isEmpty() ? mirroring : mirroring.with("Mcp-Name", name))
          .post(McpWire.request(7, method, "{" + members + "," + meta + "}"));
    }
  }

  /** By questions on the stream of the request. */
  record WithSession(McpWire http, boolean isAskable, List<String> asked) implements AskedClient {

    @Override
    public AskedClient unasked() {
      return new WithSession(http, false, asked);
    }

    static WithSession begin(McpWire client, String capabilities) {
      String begin =
          McpWire.initialization("2025-11-25")
              .replace("{\"sampling\":{},\"roots\":{}}", capabilities);
      McpWire session =
          client
              .with("Mcp-Session-Id", client.post(begin).header("Mcp-Session-Id"))
              .with("MCP-Protocol-Version", "2025-11-25");
      session.post(McpWire.notification("notifications/initialized", "{}"));
      return new WithSession(session, !capabilities.equals("{}"), new ArrayList<>());
    }

    @Override
    public String send(String method, String members, UnaryOperator<String> answers) {
      if (!isAskable) {
        return http.post(request(method, members)).body();
      }
      try (EventReader events = http.stream(request(method, members))) {
        for (; ; ) {
          String message = message(events);
          if (!(AskedClient.members(message).get("method") instanceof String question)) {
            return message;
          }
          asked.add(question);
          if (!question.startsWith("notifications/")) {
            http.post(answer(message, answers.apply(question)));
          }
        }
      }
    }

    static String request(String method, String members) {
      return McpWire.request(
          "r" + IDS.incrementAndGet(),
          method,
          "{" + members + ",\"_meta\":{\"progressToken\":\"mine\"}}");
    }

    /** The next message, in whatever form it comes. */
    static String message(EventReader events) {
      String data = events.next().data();
      return data.isEmpty() ? message(events) : data;
    }

    static String answer(String question, String result) {
      Object id = AskedClient.members(question).get("id");
      String said = result.startsWith("\"error\"") ? result : "\"result\":" + result;
      return "{\"jsonrpc\":\"2.0\",\"id\":\"" + id + "\"," + said + "}";
    }
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> members(String json) {
    try {
      return McpJsonDefaults.getMapper().readValue(json, LinkedHashMap.class);
    } catch (IOException e) {
      throw new UncheckedIOException(json, e);
    }
  }
}
