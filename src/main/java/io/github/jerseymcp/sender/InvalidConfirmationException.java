package io.github.jerseymcp.sender;

/**
 * Says that the {@code cnf} claim of a token cannot be honoured: 401 {@code invalid_token}.
 *
 * <p>Malformed is not absent: a token whose binding cannot be read must never pass as unbound. The
 * message is a constant, and there is no stack trace.
 */
public final class InvalidConfirmationException extends Exception {

  private static final long serialVersionUID = 1L;

  InvalidConfirmationException() {
    super(
        "The cnf claim is malformed, or names no means of confirmation that is checked here",
        null,
        false,
        false);
  }
}
