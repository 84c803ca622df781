package io.github.jerseymcp.example.abuse;

import io.github.jerseymcp.McpScopes;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testing.TestToken;
import java.io.IOException;
import java.time.Duration;

/**
 * What attackers and victims know of a server: where it is, and who gives tokens for it.
 *
 * @param issuer the authorization server; an attack may make it slow
 */
record Target(int port, TestIssuer issuer) {

  private static final Duration TOKEN_LIFE = Duration.ofMinutes(30);
  private static final String MODERN = "2026-07-28";
  private static final String INITIALIZE =
      """
      {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
      "capabilities":{},"clientInfo":{"name":"abuse","version":"1"}}}\
      """;
  private static final String INITIALIZED =
      """
      {"jsonrpc":"2.0","method":"notifications/initialized"}\
      """;

  String url(String path) {
    return "http://127.0.0.1:" + port + path;
  }

  /** A token that may do everything at this path, to be signed. */
  TestToken token(String user, String path) {
    return issuer
        .token()
        .subject(user)
        .clientId("client-of-" + user)
        .audience(url(path))
        .scope(McpScopes.TOOLS_READ, McpScopes.TOOLS_CALL)
        .expiresIn(TOKEN_LIFE);
  }

  /** A request without a token, after which the server is to close the connection. */
  Request anonymous(String method, String path) {
    return new Request(method, path)
        .field("Host", "127.0.0.1:" + port)
        .field("Connection", "close")
        .field("Accept", "application/json, text/event-stream")
        .field("Content-Type", "application/json");
  }

  Request post(String path, String token) {
    return anonymous("POST", path).field("Authorization", "Bearer " + token);
  }

  Request post(String token, Session session) {
    return post(SessionEndpoint.PATH, token).field("Mcp-Session-Id", session.id());
  }

  Request get(String token, Session session) {
    return anonymous("GET", SessionEndpoint.PATH)
        .field("Authorization", "Bearer " + token)
        .field("Mcp-Session-Id", session.id());
  }

  /** What asks for a session. */
  Request initialize(String token) {
    return post(SessionEndpoint.PATH, token).body(INITIALIZE);
  }

  /** A session of this user, ready for calls. */
  Session begin(String token) throws IOException {
    try (Wire first = new Wire(port, 0);
        Wire second = new Wire(port, 0)) {
      int status = first.send(initialize(token)).status();
      if (status != 200) {
        throw new IOException("No session: " + status);
      }
      Session session = new Session(first.field("mcp-session-id"));
      second.send(post(token, session).body(INITIALIZED)).status();
      return session;
    }
  }

  /** A call of a tool. */
  static String call(long id, String tool, String arguments) {
    return "{\"jsonrpc\":\"2.0\",\"id\":"
        + id
        + ",\"method\":\"tools/call\",\"params\":{\"name\":\""
        + tool
        + "\",\"arguments\":"
        + arguments
        + "}}";
  }

  /** A request of MCP 2026-07-28, whose header mirrors its body. */
  Request modern(String path, String token, String method, String name, String members) {
    Request request =
        post(path, token).field("MCP-Protocol-Version", MODERN).field("Mcp-Method", method);
    return (name.isEmpty() ? request : request.field("Mcp-Name", name))
        .body(
            """
            {"jsonrpc":"2.0","id":1,"method":"%s","params":{%s"_meta":{"progressToken":1,\
            "io.modelcontextprotocol/protocolVersion":"%s",\
            "io.modelcontextprotocol/clientCapabilities":{"elicitation":{}}}}}\
            """
                .formatted(method, members.isEmpty() ? "" : members + ",", MODERN));
  }

  /** The same for a call of a tool, with these members beside. */
  Request modernCall(String path, String token, String tool, String arguments, String members) {
    String beside = members.isEmpty() ? "" : "," + members;
    return modern(
        path,
        token,
        "tools/call",
        tool,
        "\"name\":\"" + tool + "\",\"arguments\":" + arguments + beside);
  }

  /** An MCP session. */
  record Session(String id) {}
}
