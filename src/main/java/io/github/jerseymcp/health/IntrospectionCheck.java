package io.github.jerseymcp.health;

import io.github.jerseymcp.health.Health.Status;
import io.github.jerseymcp.introspection.ObservedQuestions;
import java.util.List;
import java.util.Optional;

/**
 * Looks whether somebody tells what the tokens of one issuer say. To ask is to introspect a token
 * that nobody has, where no other was a short time ago.
 */
final class IntrospectionCheck implements Check {

  static final String NAME = "introspection";

  private final String issuer;
  private final ObservedQuestions questions;
  private final Question question;

  IntrospectionCheck(String issuer, ObservedQuestions questions, Question question) {
    this.issuer = issuer;
    this.questions = questions;
    this.question = question;
  }

  @Override
  public Optional<Question> question() {
    return Optional.of(question);
  }

  @Override
  public List<Health.Part> parts() {
    return List.of(
        switch (questions.state()) {
          case ANSWERED -> part(Status.UP, "The last question about a token was answered");
          case NOT_ASKED -> part(Status.DOWN, "Nobody was asked about a token yet");
          case UNKNOWN -> part(Status.UP, "The verifier of the application was not asked yet");
          case HANGING ->
              part(
                  Status.DEGRADED,
                  "The verifier of the application has not come back from a question in its time,"
                      + " and holds a thread: have it give up by itself");
          case UNANSWERED ->
              part(
                  Status.DOWN,
                  "The last question about a token was not answered, and remembered answers alone"
                      + " are used");
        });
  }

  private Health.Part part(Status status, String sentence) {
    return new Health.Part(NAME, Optional.of(issuer), status, sentence);
  }
}
