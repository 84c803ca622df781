package io.github.jerseymcp.explain;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What would happen to a request, step by step, and what to change if it would be refused.
 * Immutable.
 *
 * <p>It is for the operator, who holds the token: it repeats what the token says of itself, but
 * neither the token nor its signature. {@link #toString} is the text for people, and is fit for a
 * log.
 *
 * @param method the HTTP method of the request
 * @param path its path
 * @param accepted whether no step refuses it
 * @param steps the steps in their order, up to the one that refuses
 * @param answer what the client would get, if a step refuses
 * @param token what the token says of itself, whether that is true or not; empty if it says nothing
 */
public record Explanation(
    String method,
    String path,
    boolean accepted,
    List<Step> steps,
    Optional<Answer> answer,
    Map<String, String> token) {

  /** What a step would do. */
  public enum Verdict {
    /** The step lets the request pass. */
    PASSED,
    /** The step refuses the request. */
    REFUSED,
    /** What the step does depends on more than is known here; it may refuse. */
    NOT_CHECKED
  }

  /**
   * One step, named as in docs/architecture.md.
   *
   * @param name the name
   * @param verdict what it would do
   * @param sentence why, and what to change
   * @param details what was expected and what there is
   */
  public record Step(String name, Verdict verdict, String sentence, List<String> details) {

    /** Copies the list. */
    public Step {
      details = List.copyOf(details);
    }
  }

  /**
   * The answer to a request that is refused.
   *
   * @param status the HTTP status
   * @param challenges each {@code WWW-Authenticate} field
   * @param retryAfterSeconds when the same request may succeed
   */
  public record Answer(int status, List<String> challenges, OptionalLong retryAfterSeconds) {

    /** Copies the list. */
    public Answer {
      challenges = List.copyOf(challenges);
    }
  }

  /** Copies the collections. */
  public Explanation {
    steps = List.copyOf(steps);
    token = Collections.unmodifiableMap(new LinkedHashMap<>(token));
  }

  /** The step that refuses, if one does. */
  public Optional<Step> refusal() {
    return steps.stream().filter(step -> step.verdict() == Verdict.REFUSED).findFirst();
  }

  /** The whole as a text of several lines. */
  @Override
  public String toString() {
    return ExplanationText.of(this);
  }
}
