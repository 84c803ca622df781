package io.github.jerseymcp.introspection;

import java.util.Map;
import java.util.Optional;

/**
 * Tells what a token says that only somebody else can read: a database of the application, a
 * gateway, an authorization server with an endpoint of its own.
 *
 * <p>What it tells is checked as the claims of a JWT are, by the settings of the issuer that it
 * stands for: {@code exp}, {@code nbf}, the audience, the subject, and {@code iss} where it is
 * there. A verifier so cannot let in what is meant for another server, nor for longer than {@code
 * exp}, which must be there. It is asked once for each token in a while ({@link
 * Introspection#withMaximumAge}), by one thread at a time for one token, and by a bounded number of
 * threads at once.
 *
 * <p>An empty answer, or null, refuses the token, and so does a claim {@code active} that is not
 * true: 401. Whatever it throws means that it could not tell: 503 with {@code Retry-After}, and
 * after three failures in a row about tokens that were good before it is spared for five seconds.
 * It must not log the token, must come to an end by itself, since nothing interrupts it, and must
 * be thread-safe. While it has not come back in the time that it has ({@link
 * Introspection#withTimeout}) the health of the application is degraded. {@code
 * TokenVerifierContract} of the test kit checks one.
 */
@FunctionalInterface
public interface TokenVerifier {

  /**
   * The claims of a token (RFC 7519 section 4), or nothing if it is not good.
   *
   * @param token what the client sent: 1 to {@code tokens.maximumLength} characters of a token68
   *     (RFC 9110 section 11.2), and nothing else is known of it
   * @return values are texts, numbers, booleans, {@link java.time.Instant}s, lists and maps of
   *     these
   */
  Optional<Map<String, Object>> verify(String token) throws Exception;
}
