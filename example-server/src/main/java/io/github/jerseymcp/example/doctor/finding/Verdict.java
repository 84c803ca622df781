package io.github.jerseymcp.example.doctor.finding;

import java.util.Locale;

/** How an endpoint keeps a rule. The order is that of the report. */
public enum Verdict {
  /** The endpoint breaks the rule. */
  WRONG,
  /** The endpoint keeps the rule, or need not, and would do better otherwise. */
  ADVICE,
  /** The doctor could not tell, and says why. */
  UNKNOWN,
  /** The endpoint keeps the rule. */
  OK;

  /** The name in the JSON document. */
  public String jsonName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
