package io.github.jerseymcp.example.conformance.client;

import io.github.jerseymcp.example.interop.InteropDirectory;
import io.github.jerseymcp.example.interop.NodePackages;
import io.github.jerseymcp.testsupport.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * One run of the suite against a client: all scenarios of a revision, those that count and those
 * that do not.
 *
 * @param passed the scenarios that passed
 * @param failed the scenarios in which a check failed or warned, or the client did not end well
 * @param checks how many checks passed
 */
record ClientSuiteRun(String output, Set<String> passed, Set<String> failed, long checks) {

  private static final Duration PATIENCE = Duration.ofMinutes(4);

  /** A line of the summary, such as {@code ✓ auth/dpop: 12 passed, 0 failed}. */
  private static final Pattern LINE =
      Pattern.compile("^(\\S) ([a-z0-9_/-]+): (\\d+) passed, \\d+ failed", Pattern.MULTILINE);

  static ClientSuiteRun of(String revision) throws IOException, InterruptedException {
    Path script = InteropDirectory.copy("/conformance/suite-client.mjs");
    try (ClientUnderTest client = new ClientUnderTest();
        ChildProcess suite =
            NodePackages.program(
                "conformance",
                Map.of("CLIENT_UNDER_TEST", client.address()),
                "client",
                "--command",
                NodePackages.node() + " " + script,
                "--requirements",
                revision)) {
      suite.endsWell(PATIENCE);
      return read(suite.output());
    }
  }

  private static ClientSuiteRun read(String output) {
    Set<String> passed = new TreeSet<>();
    Set<String> failed = new TreeSet<>();
    long checks = 0;
    for (MatchResult line : LINE.matcher(output).results().toList()) {
      (line.group(1).equals("✓") ? passed : failed).add(line.group(2));
      checks += Long.parseLong(line.group(3));
    }
    return new ClientSuiteRun(output, passed, failed, checks);
  }

  long passedOfAuthorization() {
    return passed.stream().filter(name -> name.startsWith("auth/")).count();
  }
}
