package io.github.jerseymcp.credential;

import java.util.Optional;

/**
 * Tells whom a credential names that is no access token: an API key, the token of a gateway. An
 * {@link AcceptedCredential} says where such credentials are read.
 *
 * <p>What it tells is checked as the claims of a token are: the end, the resource, the scopes that
 * an operation needs. It is asked once for each credential in a while ({@link
 * AcceptedCredential#withMaximumAge}), by one thread at a time for one credential, and by a bounded
 * number of threads at once.
 *
 * <p>An empty answer, or null, refuses the credential: 401. Whatever it throws means that it could
 * not tell: 503 with {@code Retry-After}, and after three failures in a row about credentials that
 * were good before it is spared for five seconds. It compares in constant time, or by a hash of the
 * whole credential; it must not log the credential, must come to an end by itself, and must be
 * thread-safe. {@code CredentialVerifierContract} of the test kit checks one.
 */
@FunctionalInterface
public interface CredentialVerifier {

  /**
   * Whom a credential names, or nothing if it is not good.
   *
   * @param credential what the client sent: 1 to {@code tokens.maximumLength} printable characters
   *     of ASCII without space and comma, and nothing else is known of it
   */
  Optional<VerifiedCredential> verify(String credential) throws Exception;
}
