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

  private static final String LEGACY = "2025-11-25";
  private static final String MODERN = "2026-07-28";

  /** An extension of MCP that the SDK has not, and so neither the fixture. */
  private static final String EXTENSION = "tasks-";

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

  @ParameterizedTest
  @EnumSource
  void passesEveryScenarioOfTheNewerVersionOnTheSamePathWithBearerTokens(AnswerForm form)
      throws Exception {
    try (FixtureServer server = FixtureServer.start(form);
        AuthProxy proxy = AuthProxy.bearer(server)) {
      judgeNewer("Bearer", server, proxy);
    }
  }

  @ParameterizedTest
  @EnumSource
  void passesEveryScenarioOfTheNewerVersionOnTheSamePathWithDpop(AnswerForm form) throws Exception {
    try (FixtureServer server = FixtureServer.start(form);
        AuthProxy proxy = AuthProxy.dpop(server)) {
      judgeNewer("DPoP", server, proxy);
    }
  }

  private static void judge(String scheme, FixtureServer server, AuthProxy proxy) throws Exception {
    server.serve(proxy.host());
    SuiteRun run = SuiteRun.against(proxy.endpoint(), LEGACY);

    assertThat(run.problems()).as(run.output()).isEmpty();
    check(run, LEGACY, 30);
    assertThat(run.passed("server-session-lifecycle"))
        .contains("server-session-delete-accepted", "server-session-terminated-returns-404");
    assertThat(run.passed("server-sse-polling"))
        .containsExactlyInAnyOrder(
            "server-sse-priming-event", "server-sse-retry-field", "server-sse-disconnect-resume");
    assertThat(server.answers()).noneMatch(answer -> answer.contains(" 5"));
    report(scheme, LEGACY, server, run, 30);
  }

  private static void judgeNewer(String scheme, FixtureServer server, AuthProxy proxy)
      throws Exception {
    server.serve(proxy.host());
    SuiteRun run = SuiteRun.against(proxy.endpoint(), MODERN).without(EXTENSION);

    assertThat(run.problems()).as(run.output()).isEmpty();
    check(run, MODERN, 37);
    assertThat(run.passed("http-header-validation")).hasSize(14);
    assertThat(run.passed("http-custom-header-server-validation")).hasSize(10);
    assertThat(run.passed("json-schema-2020-12")).hasSize(8);
    assertThat(server.answers())
        .isNotEmpty()
        .noneMatch(answer -> answer.contains(" 5") || answer.endsWith(" session"));
    report(scheme, MODERN, server, run, 37);
  }

  private static void check(SuiteRun run, String revision, int scenarios) throws Exception {
    assertThat(run.endedWell()).as(run.output()).isTrue();
    List<String> scored = scored(revision);
    assertThat(scored).hasSize(scenarios);
    assertThat(run.checks()).containsKeys(scored.toArray(String[]::new));
    assertThat(scored).allSatisfy(scenario -> assertThat(run.passed(scenario)).isNotEmpty());
  }

  private static void report(
      String scheme, String revision, FixtureServer server, SuiteRun run, int scored) {
    REPORT.add(
        "%s, %s, answers as %s: %d scenarios (%d scored), %d checks passed, %d failed"
            .formatted(
                revision,
                scheme,
                server.form(),
                run.checks().size(),
                scored,
                run.count("SUCCESS"),
                run.count("FAILURE")));
  }

  private static List<String> scored(String revision) throws Exception {
    String name = "/conformance/scored-" + revision + ".txt";
    try (InputStream names = ConformanceTest.class.getResourceAsStream(name)) {
      byte[] all = Objects.requireNonNull(names, name).readAllBytes();
      return new String(all, StandardCharsets.UTF_8).lines().toList();
    }
  }
}
