package io.github.jerseymcp.example.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.jerseymcp.example.interop.InteropDirectory;
import io.github.jerseymcp.example.interop.NodePackages;
import io.github.jerseymcp.testsupport.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One run of the official conformance suite against an endpoint, and what it wrote down.
 *
 * @param endedWell whether its exit code was 0
 * @param checks the checks of each scenario that ran
 */
record SuiteRun(boolean endedWell, String output, Map<String, List<Check>> checks) {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String PREFIX = "server-";
  private static final int TIME_LENGTH = "-2026-01-01T00-00-00-000Z".length();

  /** One check of a scenario; the status is SUCCESS, FAILURE, WARNING, SKIPPED or INFO. */
  record Check(String id, String status, String problem) {}

  static SuiteRun against(String endpoint, String revision)
      throws IOException, InterruptedException {
    Path results = Files.createTempDirectory(InteropDirectory.PATH, "conformance-");
    try (ChildProcess suite =
        NodePackages.program(
            "conformance",
            "server",
            "--url",
            endpoint,
            "--requirements",
            revision,
            "--output-dir",
            results.toString())) {
      boolean endedWell = suite.endsWell(PATIENCE);
      return new SuiteRun(endedWell, suite.output(), read(results));
    }
  }

  /** The same run without the scenarios whose names begin so. */
  SuiteRun without(String prefix) {
    Map<String, List<Check>> others = new TreeMap<>(checks);
    others.keySet().removeIf(scenario -> scenario.startsWith(prefix));
    return new SuiteRun(endedWell, output, others);
  }

  /** How many checks ended so. */
  long count(String status) {
    return checks.values().stream()
        .flatMap(List::stream)
        .filter(check -> check.status().equals(status))
        .count();
  }

  /** The checks of all scenarios that found something, with the names of both. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    checks.forEach(
        (scenario, all) ->
            all.stream()
                .filter(check -> !List.of("SUCCESS", "INFO", "SKIPPED").contains(check.status()))
                .map(check -> scenario + ": " + check)
                .forEach(problems::add));
    return problems;
  }

  /** The checks of a scenario that passed. */
  List<String> passed(String scenario) {
    return checks.getOrDefault(scenario, List.of()).stream()
        .filter(check -> check.status().equals("SUCCESS"))
        .map(Check::id)
        .toList();
  }

  /** Each scenario leaves a folder: its name between a prefix and a time. */
  private static Map<String, List<Check>> read(Path results) throws IOException {
    Map<String, List<Check>> checks = new TreeMap<>();
    try (Stream<Path> folders = Files.list(results)) {
      for (Path folder : folders.toList()) {
        String name = folder.getFileName().toString();
        List<Check> ofScenario = new ArrayList<>();
        for (JsonNode each : new ObjectMapper().readTree(folder.resolve("checks.json").toFile())) {
          ofScenario.add(
              new Check(
                  each.path("id").asText(),
                  each.path("status").asText(),
                  each.path("errorMessage").asText()));
        }
        checks.put(name.substring(PREFIX.length(), name.length() - TIME_LENGTH), ofScenario);
      }
    }
    return checks;
  }
}
