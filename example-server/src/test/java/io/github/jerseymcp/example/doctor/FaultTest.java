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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
      String token = fault == Fault.LETS_EVERYBODY_IN ? "" : FaultyServer.TOKEN;
      List<Finding> findings = VisitTo.endpoint(server.url(), token);

      Map<Rule, Verdict> complaints = VisitTo.complaints(findings);
      if (fault == Fault.OFFERS_NO_SCHEME) {
        // Then it does not offer DPoP either.
        complaints.remove(Rule.DPOP_ADVERTISED);
      }
      assertThat(complaints).as("%s", findings).isEqualTo(Map.of(fault.rule(), fault.verdict()));
      assertThat(findings).extracting(Finding::seen).noneMatch(FaultTest::holdsSecret);
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
