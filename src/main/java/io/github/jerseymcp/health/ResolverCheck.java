package io.github.jerseymcp.health;

import io.github.jerseymcp.health.Health.Status;
import io.github.jerseymcp.token.IssuerSource;
import java.util.List;
import java.util.Optional;

/** Looks whether the issuer resolver has answered last; it is not asked for this. */
final class ResolverCheck implements Check {

  static final String NAME = "issuers";

  private final IssuerSource source;

  ResolverCheck(IssuerSource source) {
    this.source = source;
  }

  @Override
  public Optional<Question> question() {
    return Optional.empty();
  }

  @Override
  public List<Health.Part> parts() {
    if (!source.isFailing()) {
      return List.of(part(Status.UP, "The issuer resolver has answered, or was not asked yet"));
    }
    return List.of(
        source.about() == 0
            ? part(Status.DOWN, "The issuer resolver did not answer, and no issuer is remembered")
            : part(
                Status.DEGRADED,
                "The issuer resolver did not answer, and remembered issuers alone are trusted"));
  }

  private static Health.Part part(Status status, String sentence) {
    return new Health.Part(NAME, Optional.empty(), status, sentence);
  }
}
