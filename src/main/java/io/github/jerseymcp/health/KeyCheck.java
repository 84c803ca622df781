package io.github.jerseymcp.health;

import io.github.jerseymcp.health.Health.Status;
import io.github.jerseymcp.token.ObservedKeys;
import java.util.List;
import java.util.Optional;

/** Looks after the keys of one issuer. To ask is to fetch them, where they are not there. */
final class KeyCheck implements Check {

  static final String NAME = "keys";

  private final String issuer;
  private final ObservedKeys keys;
  private final Question question;

  KeyCheck(String issuer, ObservedKeys keys, Question question) {
    this.issuer = issuer;
    this.keys = keys;
    this.question = question;
  }

  @Override
  public Optional<Question> question() {
    return Optional.of(question);
  }

  @Override
  public List<Health.Part> parts() {
    return List.of(
        switch (keys.state()) {
          case PRESENT -> part(Status.UP, "The keys of the issuer are here");
          case OUTDATED ->
              part(
                  Status.DEGRADED,
                  "The last fetch of the issuer's keys failed, and earlier ones are still used");
          case NOT_FETCHED -> part(Status.DOWN, "The keys of the issuer have not been fetched yet");
          case GONE ->
              part(Status.DOWN, "The keys of the issuer cannot be fetched, and none are left");
        });
  }

  private Health.Part part(Status status, String sentence) {
    return new Health.Part(NAME, Optional.of(issuer), status, sentence);
  }
}
