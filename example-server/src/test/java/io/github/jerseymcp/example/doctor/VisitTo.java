package io.github.jerseymcp.example.doctor;

import io.github.jerseymcp.example.doctor.check.Checks;
import io.github.jerseymcp.example.doctor.check.Visit;
import io.github.jerseymcp.example.doctor.finding.Finding;
import io.github.jerseymcp.example.doctor.finding.Findings;
import io.github.jerseymcp.example.doctor.finding.Rule;
import io.github.jerseymcp.example.doctor.finding.SafeText;
import io.github.jerseymcp.example.doctor.finding.Verdict;
import io.github.jerseymcp.example.doctor.wire.Target;
import io.github.jerseymcp.example.doctor.wire.Wire;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A visit whose findings a test looks at. */
final class VisitTo {

  private VisitTo() {}

  /** All findings at an endpoint. */
  static List<Finding> endpoint(String url, String token) {
    return target(Target.of(url).orElseThrow(), token, Wire.ofRuntime(), InstantSource.system());
  }

  /** All findings at an endpoint that is taken to be what a test says. */
  static List<Finding> target(Target target, String token, Wire wire, InstantSource clock) {
    SafeText safe = new SafeText();
    Findings findings = new Findings(safe);
    Visit visit =
        new Visit(target, Optional.of(token).filter(t -> !t.isEmpty()), wire, safe, clock);
    Checks.run(visit, findings);
    visit.leave();
    return findings.sorted();
  }

  /** What is not as it should be. */
  static Map<Rule, Verdict> complaints(List<Finding> findings) {
    Map<Rule, Verdict> complaints = new TreeMap<>();
    findings.stream()
        .filter(each -> each.verdict() == Verdict.WRONG || each.verdict() == Verdict.ADVICE)
        .forEach(each -> complaints.put(each.rule(), each.verdict()));
    return complaints;
  }
}
