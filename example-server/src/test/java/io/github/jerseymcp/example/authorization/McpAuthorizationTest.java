package io.github.jerseymcp.example.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.DpopUse;
import io.github.jerseymcp.client.Grant;
import io.github.jerseymcp.client.McpAuthorization;
import io.github.jerseymcp.client.SignIn;
import io.github.jerseymcp.client.SignInRequiredException;
import io.github.jerseymcp.client.discovery.AuthorizationFailedException;
import io.github.jerseymcp.client.discovery.AuthorizationFault;
import io.github.jerseymcp.client.registration.Registration;
import io.github.jerseymcp.client.signin.UserAgent;
import io.github.jerseymcp.example.ExampleServer;
import io.github.jerseymcp.example.Options;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The library's client, at the example server and its authorization server. */
final class McpAuthorizationTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static ExampleServer server;
  private static String issuer;
  private final AtomicInteger opened = new AtomicInteger();

  @BeforeAll
  static void start() throws Exception {
    server = ExampleServer.start(Options.parse("--port", "0", "--sessions"));
    issuer = server.authorizationServer().orElseThrow().issuer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void signsAUserInAndCallsATool() throws Exception {
    McpAuthorization authorization = authorization("alice", "approve");

    HttpResponse<String> answer = initialize(authorization.httpClient().build());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"serverInfo\"");
    assertThat(opened).hasValue(1);
    assertThat(initialize(authorization.httpClient().build()).statusCode()).isEqualTo(200);
    assertThat(opened).hasValue(1);
  }

  @Test
  void carriesTheOfficialClient() throws Exception {
    McpAuthorization authorization = authorization("bob", "approve");
    authorization.signIn();
    try (McpSyncClient client =
        McpClient.sync(
                HttpClientStreamableHttpTransport.builder(server.localUrl())
                    .clientBuilder(authorization.httpClient())
                    .build())
            .requestTimeout(PATIENCE)
            .build()) {
      client.initialize();

      assertThat(client.listTools().tools()).hasSize(6);
      assertThat(
              client
                  .callTool(CallToolRequest.builder("whoami").arguments(Map.of()).build())
                  .content()
                  .get(0))
          .isInstanceOfSatisfying(
              TextContent.class, text -> assertThat(text.text()).contains("\"subject\":\"bob\""));
    }
    assertThat(opened).hasValue(1);
  }

  @Test
  void provesItsKeyWhereTheServerWantsANonce() throws Exception {
    try (ExampleServer strict =
        ExampleServer.start(
            Options.parse("--port", "0", "--sessions", "--dpop", "required", "--dpop-nonce"))) {
      URI endpoint = URI.create(strict.localUrl() + "/mcp");
      String decisions = strict.authorizationServer().orElseThrow().issuer();
      UserAgent browser =
          address ->
              inBackground(
                  () -> new TestBrowser().get(answer(decisions, address, "bob", "approve")));
      HttpClient client =
          McpAuthorization.builder(endpoint.toString(), Grant.authorizationCode(browser, PATIENCE))
              .registrations(Registration.dynamic("Bound"))
              .dpop(DpopUse.REQUIRED)
              .build()
              .httpClient()
              .build();

      assertThat(initialize(client, endpoint).statusCode()).isEqualTo(200);
      assertThat(initialize(client, endpoint).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void letsAWebApplicationFinishASignIn() throws Exception {
    McpAuthorization authorization =
        McpAuthorization.builder(
                server.localUrl() + "/mcp",
                Grant.authorizationCode(URI.create("https://app.example.com/callback")))
            .registrations(Registration.dynamic("Web"))
            .build();
    HttpClient client = authorization.httpClient().build();

    SignIn signIn = signIn(client);
    signIn.complete(answer(issuer, signIn.address(), "bob", "approve").toString());

    assertThat(initialize(client).statusCode()).isEqualTo(200);
  }

  @Test
  void tellsThatTheUserSaidNo() throws Exception {
    HttpClient client = authorization("bob", "deny").httpClient().build();

    try {
      initialize(client);
    } catch (AuthorizationFailedException e) {
      assertThat(e.fault()).isEqualTo(AuthorizationFault.DENIED);
      return;
    }
    throw new AssertionError("The user had said no");
  }

  private McpAuthorization authorization(String user, String decision) {
    UserAgent browser =
        address -> {
          opened.incrementAndGet();
          inBackground(() -> new TestBrowser().get(answer(issuer, address, user, decision)));
        };
    return McpAuthorization.builder(
            server.localUrl() + "/mcp", Grant.authorizationCode(browser, PATIENCE))
        .registrations(Registration.dynamic("Test"))
        .build();
  }

  private static void inBackground(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    thread.start();
  }

  /** What the browser is sent to after the consent page. */
  private static URI answer(String decisions, URI address, String user, String decision) {
    TestBrowser browser = new TestBrowser();
    String page = browser.get(address).body();
    Map<String, String> form =
        Map.of("ticket", TestBrowser.ticket(page), "user", user, "decision", decision);
    return browser.location(browser.post(URI.create(decisions + "/authorize/decision"), form));
  }

  private static SignIn signIn(HttpClient client) throws Exception {
    try {
      initialize(client);
    } catch (SignInRequiredException e) {
      return e.signIn();
    }
    throw new AssertionError("No sign-in was required");
  }

  private static HttpResponse<String> initialize(HttpClient client) throws Exception {
    return initialize(client, URI.create(server.localUrl() + "/mcp"));
  }

  private static HttpResponse<String> initialize(HttpClient client, URI endpoint) throws Exception {
    return client.send(
        HttpRequest.newBuilder(endpoint)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .POST(
                BodyPublishers.ofString(
                    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{"
                        + "\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},"
                        + "\"clientInfo\":{\"name\":\"test\",\"version\":\"1\"}}}"))
            .build(),
        BodyHandlers.ofString());
  }
}
