package io.github.jerseymcp.event;

/**
 * Why something was refused, as exactly as the library knows. All causes are constants of the enums
 * of the library, so there is a bounded number of them. An application reads causes and makes none.
 */
public interface Cause {

  /** Where on the way of a request it was refused. */
  Stage stage();

  /**
   * The name of the cause, which no other cause has: {@code token.expired}. Lower case letters,
   * digits, underscores and one dot; it does not change between minor versions.
   */
  String code();

  /** What was expected and what to change: a constant for the operator, fit for a log. */
  String sentence();
}
