package io.github.jerseymcp.example;

import io.github.jerseymcp.example.authorization.DevelopmentAuthorizationServer;

/** What the server prints when it is ready: where it is and, in development, what to try next. */
final class Announcement {

  private static final String JSON =
      "-H 'Content-Type: application/json' -H 'Accept: application/json, text/event-stream'";

  private static final String NEXT =
      """

      Development mode: an authorization server that asks for no password runs at %2$s
      Try next:

        curl -i %1$s/mcp %4$s -d '{"jsonrpc":"2.0","id":1,"method":"tools/list"}'

        TOKEN=$(curl -s -u demo:demo %3$s -d grant_type=client_credentials -d user=alice | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')

        %5$scurl -i %1$s/mcp -H "Authorization: Bearer $TOKEN" %6$s%4$s -d '{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"whoami","arguments":{}}}'
      """;

  /** Begins a session, and keeps its id for the call that follows on the same line. */
  private static final String INITIALIZE =
      """
      SESSION=$(curl -s -D - -o /dev/null %1$s/mcp -H "Authorization: Bearer $TOKEN" %2$s -d '{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"curl","version":"1"}}}' | tr -d '\\r' | sed -n 's/^[Mm]cp-[Ss]ession-[Ii]d: //p') && \
      """;

  private static final String SESSION = "-H \"Mcp-Session-Id: $SESSION\" ";

  private static final String PLAIN =
      "\nClients are told %s, and this port speaks plain http: end TLS in front of it, let nobody"
          + " else reach it, and name who does with --trusted-proxy";

  private Announcement() {}

  static String of(ExampleServer server) {
    String ready =
        "MCP server ready at "
            + server.localUrl()
            + "/mcp"
            + server.metricsUrl().map(url -> "\nMetrics for Prometheus at " + url).orElse("")
            + (server.leavesTlsToOthers() ? PLAIN.formatted(server.publicUrl()) : "");
    return server
        .authorizationServer()
        .map(authorizationServer -> ready + "\n" + next(server, authorizationServer))
        .orElse(ready);
  }

  private static String next(
      ExampleServer server, DevelopmentAuthorizationServer authorizationServer) {
    boolean sessions = server.hasSessions();
    return NEXT.formatted(
            server.localUrl(),
            authorizationServer.issuer(),
            authorizationServer.tokenEndpoint(),
            JSON,
            sessions ? INITIALIZE.formatted(server.localUrl(), JSON) : "",
            sessions ? SESSION : "")
        + server
            .dpopUrl()
            .flatMap(NodeScript::command)
            .map(command -> "\n  " + command + "\n")
            .orElse("");
  }
}
