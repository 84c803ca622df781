package io.github.jerseymcp.example.authorization;

/**
 * Thrown when it is not certain who asks, or where the answer may go: the user is told, and nothing
 * is redirected (RFC 6749 section 4.1.2.1). The message is a constant, fit for a page.
 */
final class UntrustedClientException extends Exception {

  private static final long serialVersionUID = 1L;

  UntrustedClientException(String message) {
    super(message, null, false, false);
  }
}
