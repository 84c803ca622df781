package io.github.jerseymcp.example.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.example.doctor.finding.Finding;
import io.github.jerseymcp.example.doctor.finding.Rule;
import io.github.jerseymcp.example.doctor.finding.Verdict;
import io.github.jerseymcp.example.doctor.wire.Wire;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each check finds the fault that it is for, and only that. */
@Tag("once")
@Timeout(60)
final class FaultTest {

  /** Rules of TLS and redirects have tests of their own. */
  private static final Set<Rule> ELSEWHERE =
      EnumSet.of(Rule.REDIRECT, Rule.TLS, Rule.TLS_VERSION, Rule.TLS_CERTIFICATE, Rule.TLS_HSTS);

  @ParameterizedTest
  @EnumSource
  void findsTheFaultAndOnlyThat(Fault fault) {
    try (FaultyServer server = FaultyServer.with(fault)) {
      String token = fault.name().startsWith("LETS_EVERYBODY_IN") ? "" : FaultyServer.TOKEN;
      List<Finding> findings = VisitTo.endpoint(server.url(), token);

      Map<Rule, Verdict> expected = new TreeMap<>(consequences(fault));
      if (fault.verdict() == Verdict.WRONG || fault.verdict() == Verdict.ADVICE) {
        expected.put(fault.rule(), fault.verdict());
      }

      assertThat(VisitTo.complaints(findings)).as("%s", findings).isEqualTo(expected);
      assertThat(findings)
          .filteredOn(finding -> finding.rule() == fault.rule())
          .extracting(Finding::verdict)
          .containsExactly(fault.verdict());
      assertThat(findings).extracting(Finding::seen).noneMatch(FaultTest::holdsSecret);
    }
  }

  /** What else must be said where there is this fault. */
  private static Map<Rule, Verdict> consequences(Fault fault) {
    return switch (fault) {
      case OFFERS_NO_SCHEME -> Map.of(Rule.DPOP_ADVERTISED, Verdict.ADVICE);
      case CHALLENGES_NOBODY ->
          Map.of(Rule.CHALLENGE_METADATA, Verdict.ADVICE, Rule.DPOP_ADVERTISED, Verdict.ADVICE);
      case READS_AND_BLAMES_THE_QUERY -> Map.of(Rule.CHALLENGE_ERROR, Verdict.ADVICE);
      default -> Map.of();
    };
  }

  @Test
  void tellsAListForAllFromAnEndpointForAll() {
    assertThat(seenOfAccess(Fault.LETS_EVERYBODY_IN_TO_LOOK)).contains("other messages are not");
    assertThat(seenOfAccess(Fault.LETS_EVERYBODY_IN)).contains("Each program and each user");
  }

  private static String seenOfAccess(Fault fault) {
    try (FaultyServer server = FaultyServer.with(fault)) {
      return VisitTo.endpoint(server.url(), "").stream()
          .filter(finding -> finding.rule() == Rule.OPEN_ACCESS)
          .map(Finding::seen)
          .findFirst()
          .orElseThrow();
    }
  }

  static Stream<Arguments> limits() {
    return IntStream.rangeClosed(1, 27)
        .boxed()
        .flatMap(most -> Stream.of(Arguments.of(most, 429), Arguments.of(most, 503)));
  }

  @ParameterizedTest
  @MethodSource("limits")
  void aServerThatLimitsRequestsIsNotBlamedForWhatItDidNotAnswer(int most, int status) {
    try (FaultyServer server = FaultyServer.limited(most, status)) {
      List<Finding> findings = VisitTo.endpoint(server.url(), FaultyServer.TOKEN);

      assertThat(VisitTo.complaints(findings)).as("%s", findings).isEmpty();
      assertThat(server.requests()).isLessThanOrEqualTo(Wire.MOST_REQUESTS);
      assertThat(findings)
          .filteredOn(finding -> finding.verdict() == Verdict.UNKNOWN)
          .isNotEmpty()
          .extracting(Finding::seen)
          .anyMatch(seen -> seen.endsWith("the status is " + status));
    }
  }

  @Test
  void saysThatAnotherTimeIsBetterWhereTheFirstRequestIsOneTooMany() {
    try (FaultyServer server = FaultyServer.limited(0, 429)) {
      DoctorRun run = DoctorRun.of(server.url());

      assertThat(run.exitCode()).isEqualTo(3);
      assertThat(run.err()).contains("not ready, or limits requests: the status is 429");
    }
  }

  @Test
  void findsNothingWhereThereIsNoFaultAndLeavesNothingBehind() {
    try (FaultyServer server = FaultyServer.withoutFault()) {
      List<Finding> findings = VisitTo.endpoint(server.url(), FaultyServer.TOKEN);

      assertThat(findings).extracting(Finding::verdict).containsOnly(Verdict.OK);
      assertThat(findings).hasSizeGreaterThan(35);
      assertThat(server.sessions()).isZero();
      assertThat(server.requests()).isLessThan(Wire.MOST_REQUESTS);
    }
  }

  private static boolean holdsSecret(String seen) {
    return seen.contains(FaultyServer.TOKEN)
        || seen.matches(".*[0-9a-f]{8}-[0-9a-f]{4}-.*")
        || seen.contains("session-of-the-server-");
  }

  @Test
  void hasAFaultForEachRule() {
    Set<Rule> shown = Stream.of(Fault.values()).map(Fault::rule).collect(Collectors.toSet());
    shown.addAll(ELSEWHERE);

    assertThat(shown).containsExactlyInAnyOrder(Rule.values());
  }
}
