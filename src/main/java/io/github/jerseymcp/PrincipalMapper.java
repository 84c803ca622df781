package io.github.jerseymcp;

import java.util.Map;
import java.util.Optional;

/**
 * Turns verified claims into the application's own user object.
 *
 * <p>Threads: it is called on the thread of the container that handles the request, once, after
 * token and sender are verified and before any resource code. (Twice, if another filter leads the
 * request to another resource.) Many threads call it at once, so it must be thread-safe.
 *
 * <p>Time: it may wait for a database, but it holds a thread of the container as long. Nothing ends
 * a call from outside, so a mapper that waits needs a time-out of its own.
 *
 * <p>Failure: an empty answer or an exception denies the request with 401 {@code invalid_token} and
 * no description, and so does null. One line of the log then names the class of the exception, and
 * never its message. A DPoP proof of the request is used up by then.
 *
 * <p>{@code PrincipalMapperContract} of the test kit checks an implementation.
 */
@FunctionalInterface
public interface PrincipalMapper {

  /**
   * Finds the user that these claims stand for.
   *
   * @param claims the verified claims, unmodifiable; {@code iss}, {@code sub}, {@code aud} and
   *     {@code exp} are always there
   * @param sender how the token is bound
   * @return the user object that {@link McpPrincipal#user} hands out; empty to deny
   */
  Optional<?> map(Map<String, Object> claims, Sender sender);
}
