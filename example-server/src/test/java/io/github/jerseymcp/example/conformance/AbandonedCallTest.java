package io.github.jerseymcp.example.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.jerseymcp.example.interop.InteropDirectory;
import io.github.jerseymcp.example.interop.InteropReport;
import io.github.jerseymcp.example.interop.NodePackages;
import io.github.jerseymcp.testsupport.process.ChildProcess;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Clients by others that give a call up, each beside one of its kind that did not: afterwards both
 * send the same, however long one waits. They also begin anew when their session is gone.
 */
@Tag("interop")
@Timeout(300)
// It waits for two minutes and more, in which others may run.
@Execution(ExecutionMode.CONCURRENT)
final class AbandonedCallTest {

  @RegisterExtension
  static final InteropReport REPORT =
      new InteropReport("clients that give a call up, requests in two minutes afterwards");

  private static final Duration QUIET = Duration.ofMinutes(2);

  /** What the client sends at once when it gives a call up, and the reconnect of that time. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(5);

  /** A stream that its container or client ends is opened again, which may fall to either. */
  private static final int CHANCE = 1;

  private static final String SIMPLE = "This is a simple text response for testing.";

  private final ExecutorService threads = Executors.newCachedThreadPool();

  @BeforeAll
  static void install() throws Exception {
    NodePackages.install();
  }

  /** A client that is quiet for a time, with a call given up before or without. */
  @FunctionalInterface
  interface Client {

    /** Runs to its end, and says when it begins to be quiet. */
    void run(FixtureServer server, boolean abandons, Runnable quiet) throws Exception;
  }

  @Test
  void noClientKeepsAskingForWhatItGaveUpL12() throws Exception {
    Map<String, Client> clients =
        Map.of(
            "TypeScript 1.32.2",
            typescript("v1"),
            "TypeScript 2.4.0",
            typescript("v2"),
            "mcp-remote 0.15.1",
            AbandonedCallTest::bridge,
            "Java SDK",
            PatientJavaClient::run);
    List<Callable<Void>> comparisons =
        clients.entrySet().stream()
            .<Callable<Void>>map(each -> () -> compare(each.getKey(), each.getValue()))
            .toList();
    try {
      SoftAssertions softly = new SoftAssertions();
      for (Future<Void> comparison : threads.invokeAll(comparisons)) {
        softly.assertThatCode(comparison::get).doesNotThrowAnyException();
      }
      softly.assertAll();
    } finally {
      threads.shutdownNow();
    }
  }

  private Void compare(String name, Client client) throws Exception {
    Future<List<String>> idle = threads.submit(() -> quietAnswers(client, false));
    List<String> abandoned = quietAnswers(client, true);

    REPORT.add("%s: %d, idle %d".formatted(name, abandoned.size(), idle.get().size()));
    assertThat(abandoned).as(name).hasSizeLessThanOrEqualTo(idle.get().size() + CHANCE);
    return null;
  }

  /** What was answered in the two minutes that the client is quiet. */
  private static List<String> quietAnswers(Client client, boolean abandons) throws Exception {
    try (FixtureServer server = FixtureServer.start(AnswerForm.JSON)) {
      server.serve();
      server.warmUp();
      QuietTime quiet = new QuietTime(server::answers, LAST_WORDS, QUIET);
      client.run(server, abandons, quiet);
      return quiet.answers();
    }
  }

  private static Client typescript(String generation) {
    return (server, abandons, quiet) -> {
      JsonNode report =
          run(
              quiet,
              NodePackages.start(
                  "/clients/abandoned.mjs",
                  generation,
                  server.endpoint(),
                  server.token("patient").sign(),
                  seconds(),
                  abandons ? "abandon" : "idle"));
      assertThat(report.path("again").asText()).isEqualTo(SIMPLE);
      assertThat(report.path("gone").asText()).contains("404");
      if (abandons) {
        assertThat(report.path("abandoned").asText()).contains(isTimeout(generation));
      }
    };
  }

  private static void bridge(FixtureServer server, boolean abandons, Runnable quiet)
      throws Exception {
    JsonNode report =
        run(
            quiet,
            NodePackages.start(
                "/clients/abandoned-bridge.mjs",
                server.endpoint(),
                server.token("patient").sign(),
                seconds(),
                abandons ? "abandon" : "idle",
                Files.createTempDirectory(InteropDirectory.PATH, "mcp-remote-").toString()));
    assertThat(report.path("again").asText()).isEqualTo(SIMPLE);
  }

  private static String isTimeout(String generation) {
    return generation.equals("v1") ? "-32001" : "REQUEST_TIMEOUT";
  }

  private static JsonNode run(Runnable quiet, ChildProcess script) throws Exception {
    try (script) {
      script.awaitLine("quiet"::equals, Duration.ofSeconds(60));
      quiet.run();
      assertThat(script.endsWell(Duration.ofSeconds(60))).as(script.output()).isTrue();
      String line = script.awaitLine(each -> each.startsWith("{"), Duration.ZERO);
      return new ObjectMapper().readTree(line);
    }
  }

  /** A little longer than what is looked at. */
  static String seconds() {
    return Long.toString(
        Stream.of(QUIET, LAST_WORDS, Duration.ofSeconds(2)).mapToLong(Duration::toSeconds).sum());
  }
}
