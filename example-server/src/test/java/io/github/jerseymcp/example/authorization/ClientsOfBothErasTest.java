package io.github.jerseymcp.example.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.client.Grant;
import io.github.jerseymcp.client.McpAuthorization;
import io.github.jerseymcp.client.registration.Registration;
import io.github.jerseymcp.client.signin.UserAgent;
import io.github.jerseymcp.example.ExampleServer;
import io.github.jerseymcp.example.Options;
import io.github.jerseymcp.example.SlowRows;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.modern.client.SubscriptionEvent;
import io.modelcontextprotocol.modern.client.transport.HttpClientMcpTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ClientCapabilities;
import io.modelcontextprotocol.spec.McpSchema.ElicitResult;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.SubscribeRequest;
import io.modelcontextprotocol.spec.McpSchema.UnsubscribeRequest;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/**
 * The Java clients of both eras at one endpoint: each signs in, lists, calls, has its user asked
 * before it deletes, watches a note, and cancels an import, which the server then ends. The newer
 * one is asked for more scopes on its way. The older one has no way to cancel: the application that
 * uses it sends the notification on its transport.
 */
final class ClientsOfBothErasTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Map<String, Object> NOTES =
      Map.of("notes", IntStream.range(0, 100).mapToObj(number -> "note " + number).toList());
  private static final Pattern SCOPE = Pattern.compile("([?&]scope=)([^&]*)");

  private static final String DATABASE = "jdbc:h2:mem:both-eras;DB_CLOSE_DELAY=-1";

  private static ExampleServer server;

  private final List<String> consents = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();
  private boolean agrees;

  @BeforeAll
  static void start() throws Exception {
    server =
        ExampleServer.start(Options.parse("--port", "0", "--sessions", "--database", DATABASE));
    SlowRows.slowDown(DATABASE, Duration.ofMillis(100));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void aClientOfOlderVersionsConfirmsWatchesAndCancels() throws Exception {
    consents.add("everything at once, since a session belongs to one client");
    AtomicReference<String> sent = new AtomicReference<>("");
    HttpClientStreamableHttpTransport transport =
        HttpClientStreamableHttpTransport.builder(server.localUrl())
            .clientBuilder(authorization("alice").httpClient())
            .addHttpRequestCustomizer(
                (request, method, target, body, context) -> {
                  if (body != null && body.contains("notes_import")) {
                    sent.set(body);
                  }
                })
            .build();
    BlockingQueue<String> told = new LinkedBlockingQueue<>();
    BlockingQueue<Double> progress = new LinkedBlockingQueue<>();
    try (McpSyncClient client =
        McpClient.sync(transport)
            .requestTimeout(PATIENCE)
            .resourcesUpdateConsumer(contents -> told.add(String.valueOf(contents)))
            .progressConsumer(report -> progress.add(report.progress()))
            .capabilities(ClientCapabilities.builder().elicitation().build())
            .elicitation(
                question -> {
                  asked.add(question.message());
                  return agrees
                      ? ElicitResult.builder(ElicitResult.Action.ACCEPT).content(Map.of()).build()
                      : ElicitResult.builder(ElicitResult.Action.DECLINE).build();
                })
            .build()) {
      client.initialize();
      assertThat(client.listTools().tools()).hasSize(6);
      Object id = structured(call(client, "notes_add", Map.of("text", "dear"))).get("id");
      assertThat(consents).hasSize(2);
      assertThat(String.valueOf(structured(call(client, "whoami", Map.of())))).contains("alice");

      // The client reads what it is told of.
      client.subscribeResource(SubscribeRequest.builder("notes://" + id).build());
      call(client, "notes_edit", Map.of("id", id, "text", "dearer"));
      assertThat(told.poll(20, TimeUnit.SECONDS)).contains("notes://" + id, "dearer");
      // It would read the note that is gone, and once it waited for that with all that it was told.
      client.unsubscribeResource(UnsubscribeRequest.builder("notes://" + id).build());

      assertThat(call(client, "notes_delete", Map.of("id", id)).isError()).isTrue();
      agrees = true;
      assertThat(call(client, "notes_delete", Map.of("id", id)).isError()).isNotEqualTo(true);
      assertThat(asked).containsExactly("Delete note " + id + "?", "Delete note " + id + "?");

      CompletableFuture<CallToolResult> importing =
          CompletableFuture.supplyAsync(
              () ->
                  client.callTool(
                      CallToolRequest.builder("notes_import")
                          .arguments(NOTES)
                          .progressToken("import")
                          .build()),
              // Not in the common pool: on two processors that has one thread, and JDK 25 uses it.
              task -> new Thread(task, "importing").start());
      assertThat(progress.poll(20, TimeUnit.SECONDS)).isEqualTo(1);
      Object request = McpJsonDefaults.getMapper().readValue(sent.get(), Map.class).get("id");
      transport
          .sendMessage(
              new JSONRPCNotification(
                  "2.0", "notifications/cancelled", Map.of("requestId", request)))
          .block(PATIENCE);
      assertThat(SlowRows.interrupted().orElse("nothing")).contains("alice");
      assertThat(String.valueOf(structured(call(client, "notes_list", Map.of()))))
          .contains("note 0")
          .doesNotContain("note 9");
      assertThat(importing).isNotDone();
    }
  }

  @Test
  void aClientOfTheNewerVersionConfirmsStepsUpWatchesAndCancels() throws Exception {
    HttpClientMcpTransport transport =
        HttpClientMcpTransport.builder(URI.create(server.localUrl() + "/mcp"))
            .clientBuilder(authorization("bob").httpClient())
            .build();
    var client =
        io.modelcontextprotocol.modern.client.McpClient.sync(transport)
            .callTimeout(PATIENCE)
            .build();

    assertThat(client.discover().supportedVersions()).contains("2026-07-28", "2025-11-25");
    assertThat(client.listTools().list().tools()).hasSize(6);
    assertThat(consents).containsExactly("mcp:tools:read");
    Object id =
        ((Map<?, ?>)
                client
                    .tool("notes_add")
                    .arguments(Map.of("text", "dear"))
                    .call()
                    .structuredContent())
            .get("id");
    assertSteppedUp();
    assertThat(String.valueOf(client.tool("whoami").call().structuredContent())).contains("bob");

    BlockingQueue<SubscriptionEvent> told = new LinkedBlockingQueue<>();
    try (var listening = client.listen().resourceUpdates("notes://" + id).open(told::add)) {
      assertThat(listening).isNotNull();
      assertThat(told.poll(20, TimeUnit.SECONDS)).isInstanceOf(SubscriptionEvent.Subscribed.class);
      client.tool("notes_edit").arguments(Map.of("id", id, "text", "dearer")).call();
      assertThat(told.poll(20, TimeUnit.SECONDS))
          .isInstanceOfSatisfying(
              SubscriptionEvent.ResourceUpdated.class,
              updated -> assertThat(updated.uri()).isEqualTo("notes://" + id));
    }

    for (boolean agreed : List.of(false, true)) {
      var deleted =
          client
              .tool("notes_delete")
              .arguments(Map.of("id", id))
              .formElicitation(
                  question -> {
                    asked.add(question.message());
                    return agreed
                        ? io.modelcontextprotocol.modern.McpSchema.ElicitResult.accept(Map.of())
                        : io.modelcontextprotocol.modern.McpSchema.ElicitResult.decline();
                  })
              .call();
      assertThat(Boolean.TRUE.equals(deleted.isError())).isNotEqualTo(agreed);
    }
    assertThat(asked).containsExactly("Delete note " + id + "?", "Delete note " + id + "?");

    BlockingQueue<Double> progress = new LinkedBlockingQueue<>();
    Disposable importing =
        io.modelcontextprotocol.modern.client.McpClient.async(transport)
            .callTimeout(PATIENCE)
            .build()
            .tool("notes_import")
            .arguments(NOTES)
            .progress(report -> Mono.fromRunnable(() -> progress.add(report.progress())))
            .call()
            .subscribe();
    assertThat(progress.poll(20, TimeUnit.SECONDS)).isEqualTo(1);
    importing.dispose();
    assertThat(SlowRows.interrupted().orElse("nothing")).contains("bob");
    assertThat(String.valueOf(client.tool("notes_list").call().structuredContent()))
        .contains("note 0")
        .doesNotContain("note 9");
  }

  private void assertSteppedUp() {
    assertThat(consents).hasSizeGreaterThan(1);
    assertThat(consents.get(consents.size() - 1)).contains("mcp:tools:read", "notes:write");
  }

  private static CallToolResult call(
      McpSyncClient client, String tool, Map<String, Object> arguments) {
    return client.callTool(CallToolRequest.builder(tool).arguments(arguments).build());
  }

  private static Map<?, ?> structured(CallToolResult result) {
    return (Map<?, ?>) result.structuredContent();
  }

  /** Whose user first consents to listing alone. */
  private McpAuthorization authorization(String user) {
    String issuer = server.authorizationServer().orElseThrow().issuer();
    UserAgent browser =
        address -> {
          URI narrowed = consents.isEmpty() ? narrowed(address) : address;
          consents.add(scopeOf(narrowed));
          Thread thread = new Thread(() -> new TestBrowser().get(answer(issuer, narrowed, user)));
          thread.setDaemon(true);
          thread.start();
        };
    return McpAuthorization.builder(
            server.localUrl() + "/mcp", Grant.authorizationCode(browser, PATIENCE))
        .registrations(Registration.dynamic("Both eras"))
        .build();
  }

  private static URI narrowed(URI address) {
    return URI.create(SCOPE.matcher(address.toString()).replaceFirst("$1mcp:tools:read"));
  }

  private static String scopeOf(URI address) {
    Matcher scope = SCOPE.matcher(address.toString());
    assertThat(scope.find()).isTrue();
    return java.net.URLDecoder.decode(scope.group(2), java.nio.charset.StandardCharsets.UTF_8);
  }

  private static URI answer(String issuer, URI address, String user) {
    TestBrowser browser = new TestBrowser();
    String page = browser.get(address).body();
    Map<String, String> form =
        Map.of("ticket", TestBrowser.ticket(page), "user", user, "decision", "approve");
    return browser.location(browser.post(URI.create(issuer + "/authorize/decision"), form));
  }
}
