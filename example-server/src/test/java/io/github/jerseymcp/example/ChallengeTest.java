package io.github.jerseymcp.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testsupport.http.Http;
import io.github.jerseymcp.testsupport.http.RawHttp;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the example answers on the wire, request by request. */
final class ChallengeTest {

  @RegisterExtension static final RunningExamples EXAMPLES = new RunningExamples();

  private static ExampleServer server;
  private static ExampleUsers tokens;

  @BeforeAll
  static void start() throws Exception {
    server = EXAMPLES.start();
    tokens = new ExampleUsers(server);
  }

  @Test
  void challengesAStrangerWithoutAnErrorM01() throws Exception {
    HttpResponse<String> answer = post("/mcp", null, call("whoami"));

    assertThat(answer.statusCode()).isEqualTo(401);
    String parameters =
        "scope=\"mcp:tools:read mcp:tools:call notes:read notes:write\", resource_metadata=\""
            + server.localUrl()
            + "/.well-known/oauth-protected-resource/mcp\"";
    assertThat(Http.challenge(answer))
        .startsWith("Bearer " + parameters + ", DPoP algs=\"")
        .endsWith("\", " + parameters)
        .doesNotContain("error");
  }

  @Test
  void namesThemToACallerWhoseTokenIsRefusedTooM01() throws Exception {
    HttpResponse<String> answer = post("/mcp", "expired", call("whoami"));

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(Http.challenge(answer))
        .startsWith("Bearer error=\"invalid_token\"")
        .contains("scope=\"mcp:tools:read mcp:tools:call notes:read notes:write\"");
    assertThat(Http.challenge(post("/admin/mcp", null, call("notes_count"))))
        .contains("scope=\"admin:mcp:tools:call\"");
  }

  @Test
  void describesEachResourceInADocumentOfItsOwn() throws Exception {
    assertThat(document("/mcp"))
        .contains("\"resource\":\"" + server.localUrl() + "/mcp\"")
        .contains("\"mcp:tools:call\",\"mcp:tools:read\",\"notes:read\",\"notes:write\"");
    assertThat(document("/admin/mcp"))
        .contains("\"resource\":\"" + server.localUrl() + "/admin/mcp\"")
        .contains("\"scopes_supported\":[\"admin:mcp:tools:call\"]");
    assertThat(document("")).isEqualTo(document("/mcp"));
  }

  @Test
  void namesAllScopesThatACallNeeds() throws Exception {
    String token = tokens.token("alice", "/mcp", "mcp:tools:read mcp:tools:call notes:read");
    HttpResponse<String> answer = post("/mcp", token, call("notes_add"));

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(Http.challenge(answer))
        .startsWith("Bearer error=\"insufficient_scope\", error_description=")
        .contains("scope=\"mcp:tools:read mcp:tools:call notes:write\"")
        .contains("resource_metadata=\"" + server.localUrl() + "/.well-known/");
  }

  @Test
  void tellsCallersWhoTheyAre() throws Exception {
    String token = tokens.token("alice", "/whoami", "notes:read");
    HttpRequest.Builder request =
        Http.to(server.localUrl() + "/whoami").header("Authorization", "Bearer " + token);

    assertThat(Http.send(request).body())
        .isEqualTo(
            "{\"subject\":\"alice\",\"issuer\":\""
                + server.authorizationServer().orElseThrow().issuer()
                + "\",\"client_id\":\"demo\",\"scopes\":[\"notes:read\"],\"binding\":\"bearer\"}");
  }

  @Test
  void answersToolCallsWithoutAnInitializeBefore() throws Exception {
    String token = tokens.token("alice", "/mcp", "mcp:tools:read mcp:tools:call");

    assertThat(post("/mcp", token, call("whoami")).body()).contains("\\\"subject\\\":\\\"alice");
  }

  @Test
  void refusesToolArgumentsThatDoNotFit() throws Exception {
    String token = tokens.token("alice", "/mcp", "mcp:tools:read mcp:tools:call notes:write");
    HttpResponse<String> answer =
        post("/mcp", token, call("notes_add").replace("{}", "{\"text\":5,\"more\":true}"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).containsAnyOf("\"isError\":true", "\"code\":-32602");
    assertThat(answer.body()).doesNotContain("Exception", "\tat ");
  }

  @Test
  void refusesAnotherHost() throws Exception {
    assertThat(raw("GET /mcp HTTP/1.1", "evil.example")).startsWith("HTTP/1.1 421 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/mcp\\x",
        "/%zz",
        "/mcp?a=%zz",
        "/mcp?a=\"b",
        "/mcp|",
        "/mcp?x={y",
        "/%",
        "/mcp/%2e%2e%5c"
      })
  void answersAnAddressThatIsNoUriWithoutFailing(String target) throws Exception {
    assertThat(raw("GET " + target + " HTTP/1.1", "127.0.0.1:" + server.port()))
        .startsWith("HTTP/1.1 4")
        .doesNotContain("Exception", "\tat ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "<x>", "[::1", "127.0.0.1:99999", "%zz", ""})
  void answersAHostThatIsNoHostWithoutFailing(String host) throws Exception {
    assertThat(raw("GET /mcp HTTP/1.1", host))
        .startsWith("HTTP/1.1 4")
        .doesNotContain("Exception", "\tat ");
  }

  private static String raw(String line, String host) {
    return new RawHttp(server.port()).send(line, "Host: " + host).text();
  }

  private HttpResponse<String> post(String path, String token, String body) throws Exception {
    HttpRequest.Builder request =
        Http.to(server.localUrl() + path)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return Http.send(request);
  }

  private String document(String path) throws Exception {
    return Http.get(server.localUrl() + "/.well-known/oauth-protected-resource" + path).body();
  }

  private static String call(String tool) {
    return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\""
        + tool
        + "\",\"arguments\":{}}}";
  }
}
