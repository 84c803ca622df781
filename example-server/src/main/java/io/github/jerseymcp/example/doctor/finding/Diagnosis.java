package io.github.jerseymcp.example.doctor.finding;

import java.util.List;

/**
 * The whole result of a visit.
 *
 * @param url the endpoint, without its query
 * @param requests how many requests were sent
 * @param withToken whether the doctor was given a token
 * @param findings what was found, the worst first
 */
public record Diagnosis(String url, int requests, boolean withToken, List<Finding> findings) {

  /** Copies the list. */
  public Diagnosis {
    findings = List.copyOf(findings);
  }

  /** How many findings are of this kind. */
  public long count(Verdict verdict) {
    return findings.stream().filter(finding -> finding.verdict() == verdict).count();
  }

  /** Whether a rule is broken. */
  public boolean isSomethingWrong() {
    return count(Verdict.WRONG) > 0;
  }
}
