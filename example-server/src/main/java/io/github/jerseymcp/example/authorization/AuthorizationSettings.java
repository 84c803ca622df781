package io.github.jerseymcp.example.authorization;

import java.time.InstantSource;
import java.util.List;

/**
 * What the development authorization server is told at its start.
 *
 * @param preferredPort the port to listen on; any free one is taken where this one is taken, out of
 *     range or 0
 * @param defaultResource the audience of tokens whose request names no resource (RFC 9068 section
 *     3)
 * @param scopes every scope that can be granted
 * @param defaultScopes what a request gets that names none (RFC 6749 section 3.3)
 * @param clock tells the time
 */
public record AuthorizationSettings(
    int preferredPort,
    String defaultResource,
    List<String> scopes,
    List<String> defaultScopes,
    InstantSource clock) {

  /** Copies the lists. */
  public AuthorizationSettings {
    scopes = List.copyOf(scopes);
    defaultScopes = List.copyOf(defaultScopes);
    if (!scopes.containsAll(defaultScopes)) {
      throw new IllegalArgumentException("Every default scope must be one of the scopes");
    }
  }
}
