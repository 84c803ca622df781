package io.github.jerseymcp.refusal;

import java.util.List;
import java.util.OptionalLong;

/**
 * One refusal, whole: why, with which challenges, and when to come back.
 *
 * @param reason why; it carries the status and the texts
 * @param challenges the challenges in the order they are sent, Bearer first; empty where no other
 *     token would help
 * @param retryAfterSeconds when a repeat may succeed, for refusals that are nobody's fault
 */
public record Refusal(Reason reason, List<Challenge> challenges, OptionalLong retryAfterSeconds) {

  /** Copies the challenges. */
  public Refusal {
    challenges = List.copyOf(challenges);
  }

  /** A refusal that no token would change. */
  public static Refusal withoutChallenge(Reason reason) {
    return new Refusal(reason, List.of(), OptionalLong.empty());
  }

  /** A refusal that a better token or proof would change. */
  public static Refusal challenging(Reason reason, List<Challenge> challenges) {
    return new Refusal(reason, challenges, OptionalLong.empty());
  }

  /** A refusal because something could not be checked, to be tried again after some seconds. */
  public static Refusal retryAfter(Reason reason, long seconds) {
    return new Refusal(reason, List.of(), OptionalLong.of(seconds));
  }
}
