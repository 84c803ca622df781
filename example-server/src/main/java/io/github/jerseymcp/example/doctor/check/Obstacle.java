package io.github.jerseymcp.example.doctor.check;

import io.github.jerseymcp.example.doctor.finding.Findings;
import io.github.jerseymcp.example.doctor.finding.Rule;
import io.github.jerseymcp.example.doctor.wire.Answer;
import io.github.jerseymcp.example.doctor.wire.CannotTellException;
import io.github.jerseymcp.example.doctor.wire.Target;

/** What keeps the doctor from looking at an endpoint at all: there is none at the address. */
final class Obstacle {

  private Obstacle() {}

  /** What it is, or an empty text. A redirect to another origin is a finding as well. */
  static String of(Visit visit, Findings findings) throws CannotTellException {
    Answer first = visit.entry().first();
    if (first.isRedirect()) {
      String location = first.field("Location");
      if (leavesOrigin(visit.target(), location)) {
        findings.wrong(Rule.REDIRECT, "The endpoint redirects to another origin: " + location);
      }
      return "The address redirects to " + location + ", which the doctor does not follow";
    }
    if (visit.entry().isUnready()) {
      return "The endpoint is not ready: the status is " + first.status();
    }
    if (!first.isWhole() && first.message().isMissingNode()) {
      return "The answer is too long, or takes too long, and was read in part: the status is "
          + first.status();
    }
    boolean isElsewhere = visit.entry().isElsewhere();
    if (isElsewhere && visit.token().isPresent() && visit.isInside()) {
      return "";
    }
    return isElsewhere
        ? "There is no MCP endpoint of "
            + Messages.LATEST
            + " here: the status is "
            + first.status()
        : "";
  }

  private static boolean leavesOrigin(Target target, String location) {
    try {
      return !target.isSameOrigin(target.url().resolve(location));
    } catch (IllegalArgumentException | NullPointerException e) {
      return true;
    }
  }
}
