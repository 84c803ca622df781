package io.github.jerseymcp.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testsupport.http.Http;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Users of a running example: tokens of its development authorization server, and MCP clients. */
final class ExampleUsers {

  /** All scopes of {@code /mcp}. */
  static final String ALL = "mcp:tools:read mcp:tools:call notes:read notes:write";

  /** The credentials of the client that everybody uses. */
  static final String CLIENT =
      "Basic "
          + Base64.getEncoder().encodeToString("demo:demo".getBytes(StandardCharsets.US_ASCII));

  private final ExampleServer server;

  ExampleUsers(ExampleServer server) {
    this.server = server;
  }

  /** A token for one resource of the example. */
  String token(String user, String path, String scopes) {
    String form =
        "grant_type=client_credentials&user="
            + user
            + "&resource="
            + encode(server.publicUrl() + path)
            + "&scope="
            + encode(scopes);
    String endpoint = server.authorizationServer().orElseThrow().tokenEndpoint();
    return tokenOf(Http.send(Http.form(endpoint, form).header("Authorization", CLIENT)));
  }

  /** A client of {@code /mcp} with these scopes; the session is begun where the server has them. */
  McpWire client(String user, String scopes) {
    return client("/mcp", user, scopes);
  }

  /** A client of another endpoint. */
  McpWire client(String path, String user, String scopes) {
    McpWire client = new McpWire(endpoint(path), token(user, path, scopes));
    return server.hasSessions() ? client.initialize() : client;
  }

  /** Where an endpoint is reached, whatever its public address is. */
  URI endpoint(String path) {
    return URI.create(server.localUrl() + path);
  }

  /** The token in an answer of the token endpoint. */
  static String tokenOf(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body().replaceFirst("(?s).*\"access_token\":\"([^\"]*)\".*", "$1");
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
