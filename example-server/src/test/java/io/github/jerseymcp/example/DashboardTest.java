package io.github.jerseymcp.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.event.TokenExchanged;
import io.github.jerseymcp.metrics.MicrometerEvents;
import io.github.jerseymcp.testsupport.http.Http;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The dashboard and the alerts ask for what the example really serves, and for tokens for other
 * APIs, of which it calls none.
 */
@Tag("once")
final class DashboardTest {

  @RegisterExtension static final RunningExamples EXAMPLES = new RunningExamples();

  private static final Path FOLDER = Path.of("..", "docs", "observability");
  private static final Pattern SAMPLE =
      Pattern.compile("^([a-z_]+)(?:\\{([^}]*)})? ", Pattern.MULTILINE);
  private static final Pattern NAME = Pattern.compile("\\b(?:mcp|jvm|process|system)_[a-z0-9_]+");
  private static final Pattern LABEL = Pattern.compile("([a-z_]+)(?:=~|!~|!=|=)\\\\?\"");
  private static final Pattern BY = Pattern.compile("\\b(?:by|on) \\(([^)]*)\\)");
  private static final Pattern SELECTOR =
      Pattern.compile("(mcp_[a-z0-9_]+)\\{((?:[^}\"]|\"[^\"]*\")*)}");

  /** What Prometheus adds to each sample. */
  private static final Set<String> OF_PROMETHEUS = Set.of("job", "instance");

  private static final Map<String, Set<String>> SERVED = new TreeMap<>();

  /** Each sort of thing happens once. */
  @BeforeAll
  static void scrape() throws Exception {
    ExampleServer server =
        EXAMPLES.start("--metrics", "--metrics-port", "0", "--sessions", "--dpop", "optional");
    ExampleUsers users = new ExampleUsers(server);
    McpWire alice = users.client("alice", ExampleUsers.ALL);
    alice.callTool("whoami", "{}");
    alice.callTool("notes_delete", "{\"id\":77}");
    alice.listen().close();
    alice.send("DELETE");
    Http.get(server.localUrl() + "/whoami");
    BoundTokens bound = new BoundTokens(server);
    String token = bound.token();
    bound.call(token, bound.proof(token));
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    new MicrometerEvents(registry)
        .on(
            new TokenExchanged(
                "https://issuer.example",
                "https://api.example",
                TokenExchanged.Source.ASKED,
                TokenExchanged.Result.GIVEN,
                1));
    collect(scraped(server));
    collect(registry.scrape());
  }

  private static void collect(String text) {
    for (MatchResult sample : SAMPLE.matcher(text).results().toList()) {
      Set<String> labels = SERVED.computeIfAbsent(sample.group(1), name -> new TreeSet<>());
      if (sample.group(2) != null) {
        LABEL.matcher(sample.group(2)).results().forEach(label -> labels.add(label.group(1)));
      }
    }
  }

  /** The end of a stream is told a little after its reader has gone. */
  private static String scraped(ExampleServer server) throws InterruptedException {
    String text = "";
    for (int i = 0; i < 200 && !text.contains("mcp_security_streams_ended_total"); i++) {
      Thread.sleep(100);
      text = Http.get(server.metricsUrl().orElseThrow()).body();
    }
    return text;
  }

  @Test
  void eachPanelShowsWhatIsServed() throws IOException {
    assertThat(missing(expressions("grafana-dashboard.json", "\"expr\": \"(.*)\",?"))).isEmpty();
  }

  @Test
  void eachAlertAsksForWhatIsServed() throws IOException {
    assertThat(missing(expressions("prometheus-alerts.yml", "(?s)expr: (.*?)\\n +(?:for|labels):")))
        .isEmpty();
  }

  @Test
  void whatIsMissingIsFound() {
    assertThat(missing(List.of("rate(mcp_security_nothing_total[5m])"))).hasSize(1);
    assertThat(missing(List.of("mcp_security_shares_used{nothing=\"x\"}"))).hasSize(1);
    assertThat(missing(List.of("sum by (nothing) (mcp_security_shares_used)"))).hasSize(1);
  }

  private static List<String> expressions(String file, String pattern) throws IOException {
    List<String> found =
        Pattern.compile(pattern)
            .matcher(Files.readString(FOLDER.resolve(file)))
            .results()
            .map(match -> match.group(1).replace("\\\"", "\""))
            .toList();
    assertThat(found).as("expressions in %s", file).hasSizeGreaterThan(8);
    return found;
  }

  private static List<String> missing(List<String> expressions) {
    List<String> missing = new ArrayList<>();
    for (String expression : expressions) {
      Set<String> labels = new TreeSet<>(OF_PROMETHEUS);
      NAME.matcher(BY.matcher(expression).replaceAll(""))
          .results()
          .map(MatchResult::group)
          .filter(name -> !isLabel(name))
          .forEach(
              name -> {
                if (SERVED.containsKey(name)) {
                  labels.addAll(SERVED.get(name));
                } else {
                  missing.add(name);
                }
              });
      SELECTOR
          .matcher(expression)
          .results()
          .forEach(selector -> addMissing(labelsOf(selector), selector.group(1), missing));
      BY.matcher(expression)
          .results()
          .flatMap(by -> List.of(by.group(1).split(", *")).stream())
          .filter(label -> !labels.contains(label))
          .forEach(label -> missing.add(label + " in " + expression));
    }
    return missing;
  }

  private static void addMissing(Set<String> asked, String name, List<String> missing) {
    for (String label : asked) {
      if (!OF_PROMETHEUS.contains(label) && !SERVED.getOrDefault(name, Set.of()).contains(label)) {
        missing.add(name + " with " + label);
      }
    }
  }

  private static Set<String> labelsOf(MatchResult selector) {
    Set<String> labels = new TreeSet<>();
    LABEL.matcher(selector.group(2)).results().forEach(label -> labels.add(label.group(1)));
    return labels;
  }

  /** {@code mcp_method_name} and the like. */
  private static boolean isLabel(String name) {
    return SERVED.values().stream().anyMatch(labels -> labels.contains(name));
  }
}
