package io.github.jerseymcp.jose;

/**
 * Says that an input is no acceptable JSON, JWS or JWK. Carries no stack trace, no cause and only a
 * constant message, so that nothing of the input can reach a client or a log.
 */
public sealed class MalformedJoseException extends Exception permits HeavyJsonException {

  private static final long serialVersionUID = 1L;

  MalformedJoseException(String constantMessage) {
    super(constantMessage, null, false, false);
  }
}
