package io.github.jerseymcp;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Thrown by a handler that finds, from its arguments, that the caller needs more scopes.
 *
 * <p>It is answered with 403 and the full {@code insufficient_scope} challenge: the scopes of the
 * resource and of the method together with these (RFC 6750 section 3.1). Carries no stack trace.
 */
public final class InsufficientScopeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Set<String> scopes;

  /**
   * Asks for scopes beyond those of the resource and the method.
   *
   * @param scopes all scopes that this operation needs in addition; at least one
   * @throws IllegalArgumentException if there is none, or one is no scope token of RFC 6749 section
   *     3.3
   */
  public InsufficientScopeException(String... scopes) {
    super("More scopes are needed", null, false, false);
    if (scopes.length == 0) {
      throw new IllegalArgumentException("Name the scopes that are needed");
    }
    for (String scope : scopes) {
      if (!isScopeToken(scope)) {
        throw new IllegalArgumentException("Not a scope token (RFC 6749 section 3.3)");
      }
    }
    this.scopes = Collections.unmodifiableSet(new LinkedHashSet<>(List.of(scopes)));
  }

  /** The scopes that are needed in addition. */
  public Set<String> scopes() {
    return scopes;
  }

  private static boolean isScopeToken(String scope) {
    return !scope.isEmpty()
        && scope.chars().allMatch(c -> c > 0x20 && c < 0x7F && c != '"' && c != '\\');
  }
}
