package io.github.jerseymcp.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the official SDK's client hears of an import while it runs. */
@Timeout(60)
final class McpProgressTest {

  @ParameterizedTest(name = "{0} asking for progress: {1}")
  @CsvSource({
    "--sessions, true, 1;2;3",
    "--sessions, false, ''",
    "--dpop=off, true, 1;2;3",
    "--dpop=off, false, ''"
  })
  void progressIsReportedToWhoAsks(String option, boolean asks, String heard) throws Exception {
    BlockingQueue<ProgressNotification> progress = new LinkedBlockingQueue<>();
    try (ExampleServer server = ExampleServer.start(Options.parse("--port", "0", option));
        McpSyncClient client = client(server, progress)) {
      client.initialize();
      CallToolRequest.Builder request =
          CallToolRequest.builder("notes_import")
              .arguments(Map.of("notes", List.of("a", " ", "c")));
      CallToolResult result =
          client.callTool((asks ? request.progressToken("import-1") : request).build());

      assertThat(result.structuredContent()).asString().contains("added=2");
      // The client hands each on by a thread of its own.
      List<ProgressNotification> reported = new ArrayList<>();
      List<Integer> expected =
          Stream.of(heard.split(";")).filter(n -> !n.isEmpty()).map(Integer::valueOf).toList();
      while (reported.size() < expected.size()) {
        reported.add(progress.take());
      }
      assertThat(reported)
          .allMatch(p -> p.total() == 3 && p.progressToken().equals("import-1"))
          .extracting(p -> p.progress().intValue())
          .containsExactlyInAnyOrderElementsOf(expected);
      assertThat(progress).isEmpty();
    }
  }

  private static McpSyncClient client(
      ExampleServer server, BlockingQueue<ProgressNotification> progress) throws Exception {
    String token = new ExampleUsers(server).token("alice", "/mcp", ExampleUsers.ALL);
    HttpClientStreamableHttpTransport transport =
        HttpClientStreamableHttpTransport.builder(server.localUrl())
            .endpoint("/mcp")
            .addHttpRequestCustomizer(
                (request, method, uri, body, context) ->
                    request.header("Authorization", "Bearer " + token))
            .build();
    return McpClient.sync(transport)
        .requestTimeout(Duration.ofSeconds(20))
        .progressConsumer(progress::add)
        .build();
  }
}
