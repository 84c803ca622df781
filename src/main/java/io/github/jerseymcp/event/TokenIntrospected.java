package io.github.jerseymcp.event;

/**
 * Somebody was asked what a token says: the introspection endpoint of its issuer, or the verifier
 * of the application. There is one for each question, and none where the answer was remembered.
 *
 * @param issuer the issuer, as it is configured
 * @param answer what was answered
 * @param nanos how long it took, in nanoseconds
 */
public record TokenIntrospected(String issuer, Answer answer, long nanos) implements SecurityEvent {

  /** What is said of a token. */
  public enum Answer {
    /** It is good, as far as whoever was asked knows. */
    ACTIVE,
    /** It is not, or is not known. */
    INACTIVE,
    /** Nobody could tell. */
    FAILED
  }
}
