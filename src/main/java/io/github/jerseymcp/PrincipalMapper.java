package io.github.jerseymcp;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns verified claims into the application's own user object, once per request.
 *
 * <p>It is called after token and sender are verified and before any resource code. A null answer
 * or an exception denies the request with 401 {@code invalid_token} and no description. Must be
 * thread-safe.
 */
@FunctionalInterface
public interface PrincipalMapper {

  /**
   * Finds the user that these claims stand for.
   *
   * @param claims the verified claims, unmodifiable
   * @param sender how the token is bound
   * @return the user object that {@link McpPrincipal#user} hands out, or null to deny
   */
  @Nullable Object map(Map<String, Object> claims, Sender sender);
}
