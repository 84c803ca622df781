package io.github.jerseymcp.example.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.example.interop.InteropReport;
import io.github.jerseymcp.example.interop.NodePackages;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The official conformance suite against a protected endpoint, with both kinds of tokens. */
@Tag("interop")
final class ConformanceTest {

  private static final String REVISION = "2025-11-25";

  @RegisterExtension
  static final InteropReport REPORT = new InteropReport("the MCP conformance suite 0.2.0-alpha.12");

  @BeforeAll
  static void install() throws Exception {
    NodePackages.install();
  }

  @ParameterizedTest
  @EnumSource
  void passesEveryScenarioWithBearerTokens(AnswerForm form) throws Exception {
    try (FixtureServer server = FixtureServer.start(form);
        AuthProxy proxy = AuthProxy.bearer(server)) {
      judge("Bearer", server, proxy);
    }
  }

  @ParameterizedTest
  @EnumSource
  void passesEveryScenarioWithDpop(AnswerForm form) throws Exception {
    try (FixtureServer server = FixtureServer.start(form);
        AuthProxy proxy = AuthProxy.dpop(server)) {
      judge("DPoP", server, proxy);
    }
  }

  private static void judge(String scheme, FixtureServer server, AuthProxy proxy) throws Exception {
    server.serve(proxy.host());
    SuiteRun run = SuiteRun.against(proxy.endpoint(), REVISION);

    assertThat(run.problems()).as(run.output()).isEmpty();
    assertThat(run.endedWell()).as(run.output()).isTrue();
    List<String> scored = scored();
    assertThat(scored).hasSize(30);
    assertThat(run.checks()).containsKeys(scored.toArray(String[]::new));
    assertThat(scored).allSatisfy(scenario -> assertThat(run.passed(scenario)).isNotEmpty());
    assertThat(run.passed("server-session-lifecycle"))
        .contains("server-session-delete-accepted", "server-session-terminated-returns-404");
    assertThat(run.passed("server-sse-polling"))
        .containsExactlyInAnyOrder(
            "server-sse-priming-event", "server-sse-retry-field", "server-sse-disconnect-resume");
    assertThat(server.answers()).noneMatch(answer -> answer.contains(" 5"));
    REPORT.add(
        "%s, answers as %s: %d scenarios (30 scored), %d checks passed, %d failed"
            .formatted(
                scheme,
                server.form(),
                run.checks().size(),
                run.count("SUCCESS"),
                run.count("FAILURE")));
  }

  private static List<String> scored() throws Exception {
    String name = "/conformance/scored-" + REVISION + ".txt";
    try (InputStream names = ConformanceTest.class.getResourceAsStream(name)) {
      byte[] all = Objects.requireNonNull(names, name).readAllBytes();
      return new String(all, StandardCharsets.UTF_8).lines().toList();
    }
  }
}
