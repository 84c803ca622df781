package io.github.jerseymcp;

import java.security.Principal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The verified caller of the current request, injected with {@code @Context McpPrincipal}.
 *
 * <p>The injected object is never null and may be kept in a field of a singleton: it reads the
 * request it is asked in, at each call. Every accessor throws {@link IllegalStateException} outside
 * a request, and in a request that was not authenticated (a {@link McpPublic} handler, say). For
 * another thread, or for after the request, take a {@link #snapshot()}, which is immutable and
 * thread-safe.
 *
 * <p>A user is identified by issuer and subject together: two issuers may use one subject for two
 * people.
 */
public interface McpPrincipal extends Principal {

  /** The {@code sub} claim. */
  String subject();

  /** The issuer of the token, byte for byte as configured. */
  String issuer();

  /** The OAuth client that the token was issued to, where the token says so. */
  Optional<String> clientId();

  /** The scopes of the token as it states them, without those that a hierarchy implies. */
  Set<String> scopes();

  /** Whether a scope is granted: the token names it, or names one that implies it. */
  boolean hasScope(String scope);

  /** All claims of the token: unmodifiable, with JSON objects as maps and arrays as lists. */
  Map<String, Object> claims();

  /** How the token is bound to its sender. */
  Sender sender();

  /**
   * The application's own object for this caller, made by the configured {@link PrincipalMapper}.
   *
   * @throws IllegalStateException if no mapper is configured
   * @throws ClassCastException if the mapper made an object of another type
   */
  <T> T user(Class<T> type);

  /** An immutable copy that can leave the request and its thread. */
  McpPrincipal snapshot();

  /**
   * The subject, for code that knows only {@link Principal}. It is unique at one {@link #issuer}
   * alone: the holder of a key and a user who signs in may have the same.
   */
  @Override
  default String getName() {
    return subject();
  }
}
