package io.github.jerseymcp.example.doctor.check;

import io.github.jerseymcp.example.doctor.finding.Findings;
import io.github.jerseymcp.example.doctor.finding.Rule;
import io.github.jerseymcp.example.doctor.wire.CannotTellException;
import java.util.List;

/** Looks at some rules. A rule that does not apply to the endpoint is left out. */
interface Check {

  /** The rules that it looks at. */
  List<Rule> rules();

  /**
   * Says what it finds.
   *
   * @throws CannotTellException if it cannot tell; that is the finding for all rules left then
   */
  void examine(Visit visit, Findings findings) throws CannotTellException;
}
