package io.github.jerseymcp.example;

import io.github.jerseymcp.example.authorization.DevelopmentAuthorizationServer;

/** What the server prints when it is ready: where it is and, in development, what to try next. */
final class Announcement {

  private static final String NEXT =
      """

      Development mode: an authorization server that asks for no password runs at %2$s
      Try next:

        curl -i %1$s/mcp -H 'Content-Type: application/json' -H 'Accept: application/json, text/event-stream' -d '{"jsonrpc":"2.0","id":1,"method":"tools/list"}'

        TOKEN=$(curl -s -u demo:demo %3$s -d grant_type=client_credentials -d user=alice | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')

        curl -i %1$s/mcp -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -H 'Accept: application/json, text/event-stream' -d '{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"whoami","arguments":{}}}'
      """;

  private Announcement() {}

  static String of(ExampleServer server) {
    String ready = "MCP server ready at " + server.localUrl() + "/mcp";
    return server
        .authorizationServer()
        .map(authorizationServer -> ready + "\n" + next(server, authorizationServer))
        .orElse(ready);
  }

  private static String next(
      ExampleServer server, DevelopmentAuthorizationServer authorizationServer) {
    return NEXT.formatted(
            server.localUrl(), authorizationServer.issuer(), authorizationServer.tokenEndpoint())
        + server
            .dpopUrl()
            .flatMap(NodeScript::command)
            .map(command -> "\n  " + command + "\n")
            .orElse("");
  }
}
