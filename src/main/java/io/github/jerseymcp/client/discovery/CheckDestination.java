package io.github.jerseymcp.client.discovery;

import java.net.URI;
import java.util.Locale;

/** Credentials go to one server: to its origin, and there to its path or below it. */
public final class CheckDestination {

  private final String origin;
  private final String path;

  /** For that server. */
  public CheckDestination(URI server) {
    this.origin = Origins.of(server);
    this.path = server.getRawPath();
  }

  /**
   * Whether a request may go there.
   *
   * @throws AuthorizationFailedException if not
   */
  public void check(URI address) throws AuthorizationFailedException {
    if (address.getHost() == null
        || address.getScheme() == null
        || address.getRawUserInfo() != null
        || !Origins.of(address).equals(origin)
        || !isWithin(address.getRawPath())) {
      throw new AuthorizationFailedException(AuthorizationFault.OTHER_DESTINATION);
    }
  }

  private boolean isWithin(String asked) {
    String lower = asked.toLowerCase(Locale.ROOT);
    if (lower.contains("/.") || lower.contains("%2e") || lower.contains("%2f")) {
      return asked.equals(path);
    }
    return asked.equals(path) || asked.startsWith(path.endsWith("/") ? path : path + "/");
  }
}
