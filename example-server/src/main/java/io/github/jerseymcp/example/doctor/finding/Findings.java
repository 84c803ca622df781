package io.github.jerseymcp.example.doctor.finding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects findings; each rule is found once. */
public final class Findings {

  private final SafeText safe;
  private final List<Finding> all = new ArrayList<>();

  public Findings(SafeText safe) {
    this.safe = safe;
  }

  /** The endpoint keeps the rule. */
  public void ok(Rule rule, String seen) {
    add(rule, Verdict.OK, seen);
  }

  /** The endpoint would do better otherwise. */
  public void advice(Rule rule, String seen) {
    add(rule, Verdict.ADVICE, seen);
  }

  /** The endpoint breaks the rule. */
  public void wrong(Rule rule, String seen) {
    add(rule, Verdict.WRONG, seen);
  }

  /** The doctor could not tell. */
  public void unknown(Rule rule, String why) {
    add(rule, Verdict.UNKNOWN, why);
  }

  /** Whether something was found about this rule. */
  public boolean has(Rule rule) {
    return all.stream().anyMatch(finding -> finding.rule() == rule);
  }

  /** How many findings are of this kind. */
  public long count(Verdict verdict) {
    return all.stream().filter(finding -> finding.verdict() == verdict).count();
  }

  /** What is wrong comes first; else in the order of the rules. */
  public List<Finding> sorted() {
    return all.stream()
        .sorted(Comparator.comparing(Finding::verdict).thenComparing(Finding::rule))
        .toList();
  }

  private void add(Rule rule, Verdict verdict, String seen) {
    if (has(rule)) {
      throw new IllegalStateException("Found twice: " + rule);
    }
    all.add(new Finding(rule, verdict, safe.of(seen)));
  }
}
