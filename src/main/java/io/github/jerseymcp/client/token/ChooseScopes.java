package io.github.jerseymcp.client.token;

import io.github.jerseymcp.client.discovery.AuthorizationServer;
import io.github.jerseymcp.client.discovery.Challenge;
import io.github.jerseymcp.client.discovery.ResourceDocument;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Chooses the scopes to ask for: those of the challenge, else the configured ones, else all that
 * the server supports, else none. To more than before, all that was asked for and granted before is
 * added, so that a new grant is never narrower than the last one.
 */
public final class ChooseScopes {

  /** As many as a server can make a user be asked for. */
  static final int MOST = 64;

  private final List<String> configured;
  private final boolean keepsRefreshTokens;

  /** With these scopes where no challenge names any. */
  public ChooseScopes(Collection<String> configured, boolean keepsRefreshTokens) {
    this.configured = List.copyOf(configured);
    this.keepsRefreshTokens = keepsRefreshTokens;
  }

  /**
   * The scopes to ask for.
   *
   * @param before what was asked for and granted before, at the same issuer
   */
  public Set<String> choose(
      Set<String> challenged,
      Set<String> before,
      ResourceDocument resource,
      AuthorizationServer server) {
    Set<String> scopes = new LinkedHashSet<>(before);
    addValid(scopes, challenged);
    if (challenged.isEmpty()) {
      addValid(scopes, configured.isEmpty() ? resource.scopes() : configured);
    }
    if (keepsRefreshTokens && !scopes.isEmpty() && server.scopes().contains("offline_access")) {
      addValid(scopes, List.of("offline_access"));
    }
    return scopes;
  }

  private static void addValid(Set<String> scopes, Collection<String> more) {
    for (String scope : more) {
      if (scopes.size() < MOST && Challenge.isScope(scope)) {
        scopes.add(scope);
      }
    }
  }
}
