package io.github.jerseymcp.example.doctor.check;

import io.github.jerseymcp.example.doctor.finding.Findings;
import io.github.jerseymcp.example.doctor.finding.Rule;
import io.github.jerseymcp.example.doctor.wire.CannotTellException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether challenge and document say the same of DPoP. */
final class DpopAdvertised implements Check {

  /** What everybody can make who can verify it. */
  private static final Pattern WORTHLESS = Pattern.compile("(?i)(^|\\s)(none|HS\\d+)(\\s|$)");

  @Override
  public List<Rule> rules() {
    return List.of(Rule.DPOP_ADVERTISED);
  }

  @Override
  public void examine(Visit visit, Findings findings) throws CannotTellException {
    if (visit.isOpen()) {
      return;
    }
    Dpop dpop = new Dpop(visit);
    Optional<String> algorithms = dpop.algorithms();
    if (!dpop.isOffered()) {
      findings.ok(Rule.DPOP_ADVERTISED, "DPoP is not offered: a stolen token is as good as any");
    } else if (dpop.isRequired() && !dpop.isInChallenge()) {
      findings.wrong(
          Rule.DPOP_ADVERTISED, "The document requires DPoP, and the challenge does not offer it");
    } else if (!dpop.isInChallenge()) {
      findings.advice(Rule.DPOP_ADVERTISED, "The document offers DPoP, the challenge does not");
    } else if (!dpop.isInDocument()) {
      findings.advice(Rule.DPOP_ADVERTISED, "The challenge offers DPoP, the document does not");
    } else if (algorithms.filter(each -> WORTHLESS.matcher(each).find()).isPresent()) {
      findings.wrong(
          Rule.DPOP_ADVERTISED, "Proofs without a private key are offered: " + algorithms.get());
    } else {
      findings.ok(
          Rule.DPOP_ADVERTISED,
          (dpop.isRequired() ? "Required: " : "Offered: ") + algorithms.orElse("any algorithm"));
    }
  }
}
