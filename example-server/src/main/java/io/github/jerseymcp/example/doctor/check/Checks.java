package io.github.jerseymcp.example.doctor.check;

import io.github.jerseymcp.example.doctor.finding.Findings;
import io.github.jerseymcp.example.doctor.finding.Rule;
import io.github.jerseymcp.example.doctor.wire.CannotTellException;
import java.util.List;

/** All checks, in the order in which they run. */
public final class Checks {

  private static final List<Check> ALL =
      List.of(
          new OpenAccess(),
          new TransportLayer(),
          new ChallengeContent(),
          new DocumentPlace(),
          new DocumentContent(),
          new IssuerIdentity(),
          new IssuerAbilities(),
          new InvalidToken(),
          new QueryToken(),
          new WrongScheme(),
          new TwoAuthorizations(),
          new DpopAdvertised(),
          new DpopProof(),
          new DpopEnforced(),
          new StrangerHost(),
          new StrangerOrigin(),
          new CrossOrigin(),
          new MalformedJson(),
          new ContentType(),
          new Listening(),
          new ProtocolHeader(),
          new ProtocolVersions(),
          new SessionIds(),
          new SessionRules(),
          // After all others: these look at their answers.
          new ErrorTexts());

  private Checks() {}

  /** Runs all of them. */
  public static void run(Visit visit, Findings findings) {
    ALL.forEach(check -> run(check, visit, findings));
  }

  /**
   * Whether there is an endpoint: why not, or an empty text.
   *
   * @throws CannotTellException if it cannot be reached
   */
  public static String obstacle(Visit visit, Findings findings) throws CannotTellException {
    return Obstacle.of(visit, findings);
  }

  private static void run(Check check, Visit visit, Findings findings) {
    try {
      check.examine(visit, findings);
    } catch (CannotTellException e) {
      for (Rule rule : check.rules()) {
        if (!findings.has(rule)) {
          findings.unknown(rule, e.why());
        }
      }
    }
  }
}
