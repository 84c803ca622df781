package io.github.jerseymcp.health;

import io.github.jerseymcp.health.Health.Status;
import io.github.jerseymcp.token.RevokedTokens;
import java.util.List;
import java.util.Optional;

/** Looks whether this node knows what the others have revoked. */
record RevocationCheck(RevokedTokens revoked) implements Check {

  static final String NAME = "revocations";

  @Override
  public List<Health.Part> parts() {
    return List.of(
        switch (revoked.state()) {
          case LOCAL, READY -> part(Status.UP, "What other nodes have revoked is known");
          case BEHIND ->
              part(
                  Status.DEGRADED,
                  "What other nodes revoke cannot be shared at present: what is known counts");
          case STALE ->
              part(
                  Status.DEGRADED,
                  "What other nodes have revoked is not known, and requests pass all the same");
          case REFUSING ->
              part(
                  Status.DOWN,
                  "What other nodes have revoked is not known, so requests are refused");
        });
  }

  private static Health.Part part(Status status, String sentence) {
    return new Health.Part(NAME, Optional.empty(), status, sentence);
  }
}
