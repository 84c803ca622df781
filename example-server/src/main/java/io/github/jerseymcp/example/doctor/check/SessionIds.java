package io.github.jerseymcp.example.doctor.check;

import io.github.jerseymcp.example.doctor.finding.Findings;
import io.github.jerseymcp.example.doctor.finding.Rule;
import io.github.jerseymcp.example.doctor.wire.CannotTellException;
import java.util.List;

/** Whether the ids of sessions can be sent, and cannot be guessed. */
final class SessionIds implements Check {

  /** 64 bits in hexadecimal digits; what is shorter can be tried out. */
  private static final int SHORTEST = 16;

  /** What may differ between two ids that are counted. */
  private static final int COUNTED = 4;

  @Override
  public List<Rule> rules() {
    return List.of(Rule.SESSION_ID);
  }

  @Override
  public void examine(Visit visit, Findings findings) throws CannotTellException {
    if (visit.conversation().session().isEmpty()) {
      findings.ok(Rule.SESSION_ID, "There are no sessions");
      return;
    }
    List<String> ids = visit.sessions().ids();
    int shortest = ids.stream().mapToInt(String::length).min().orElse(0);
    if (!ids.stream().allMatch(id -> id.matches("[\\x21-\\x7E]+"))) {
      findings.wrong(Rule.SESSION_ID, "An id has characters that are not visible ASCII");
    } else if (shortest < SHORTEST) {
      findings.wrong(
          Rule.SESSION_ID, "An id has " + shortest + " characters, which can be guessed");
    } else if (areCounted(ids)) {
      findings.wrong(Rule.SESSION_ID, "Ids that follow each other differ in their end alone");
    } else {
      findings.ok(Rule.SESSION_ID, shortest + " characters of visible ASCII");
    }
  }

  private static boolean areCounted(List<String> ids) {
    for (int i = 1; i < ids.size(); i++) {
      if (beginning(ids.get(i)).equals(beginning(ids.get(i - 1)))) {
        return true;
      }
    }
    return false;
  }

  private static String beginning(String id) {
    return id.substring(0, id.length() - COUNTED);
  }
}
