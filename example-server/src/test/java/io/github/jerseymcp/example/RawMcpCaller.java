package io.github.jerseymcp.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One user of an MCP endpoint with one token, message by message and without a client of the SDK.
 * Has a session where the server has them.
 */
final class RawMcpCaller {

  static final String ALL = "mcp:tools:read mcp:tools:call notes:read notes:write";

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final ExampleServer server;
  private final String path;
  private final String token;
  private final Optional<String> session;
  private final AtomicInteger ids = new AtomicInteger(1);

  private RawMcpCaller(ExampleServer server, String path, String token, Optional<String> session) {
    this.server = server;
    this.path = path;
    this.token = token;
    this.session = session;
  }

  /** A caller of {@code /mcp} with these scopes; the session, if there is one, is begun. */
  static RawMcpCaller of(ExampleServer server, String user, String scopes) throws Exception {
    return at("/mcp", server, user, scopes);
  }

  /** A caller of another endpoint. */
  static RawMcpCaller at(String path, ExampleServer server, String user, String scopes)
      throws Exception {
    return new RawMcpCaller(server, path, tokenOf(server, path, user, scopes), Optional.empty())
        .initialized();
  }

  private static String tokenOf(ExampleServer server, String path, String user, String scopes)
      throws Exception {
    return new DevelopmentTokens(server).token(user, path, scopes);
  }

  /** The same user in the same session with another token. */
  RawMcpCaller with(String user, String scopes) throws Exception {
    return new RawMcpCaller(server, path, tokenOf(server, path, user, scopes), session);
  }

  /** The same session, tried at another endpoint. */
  RawMcpCaller takenTo(String other, String user, String scopes) throws Exception {
    return new RawMcpCaller(server, other, tokenOf(server, other, user, scopes), session);
  }

  HttpResponse<String> call(String tool, String arguments) throws Exception {
    return request("tools/call", "{\"name\":\"" + tool + "\",\"arguments\":" + arguments + "}");
  }

  HttpResponse<String> request(String method, String parameters) throws Exception {
    String message =
        "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"%s\",\"params\":%s}"
            .formatted(ids.incrementAndGet(), method, parameters);
    return HTTP.send(
        builder()
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .POST(HttpRequest.BodyPublishers.ofString(message))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** A request that asks for plain JSON alone. */
  HttpResponse<String> jsonAlone(String message) throws Exception {
    return HTTP.send(
        builder()
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(message))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<InputStream> listen() throws Exception {
    return HTTP.send(
        builder().header("Accept", "text/event-stream").GET().build(),
        HttpResponse.BodyHandlers.ofInputStream());
  }

  HttpResponse<String> endSession() throws Exception {
    return HTTP.send(builder().DELETE().build(), HttpResponse.BodyHandlers.ofString());
  }

  private RawMcpCaller initialized() throws Exception {
    if (!server.hasSessions()) {
      return this;
    }
    HttpResponse<String> begun =
        request(
            "initialize",
            "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},\"clientInfo\":"
                + "{\"name\":\"test\",\"version\":\"1\"}}");
    assertThat(begun.headers().firstValue("Mcp-Session-Id")).as(begun.body()).isPresent();
    return new RawMcpCaller(server, path, token, begun.headers().firstValue("Mcp-Session-Id"));
  }

  private HttpRequest.Builder builder() {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.localUrl() + path))
            .header("Authorization", "Bearer " + token);
    session.ifPresent(id -> request.header("Mcp-Session-Id", id));
    return request;
  }
}
