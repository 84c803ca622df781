package io.github.jerseymcp.example.authorization;

import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where an authorization response may go: https, or http on loopback (OAuth 2.1 section 2.3). */
final class RedirectUris {

  static final int MAX_LENGTH = 1_000;

  private RedirectUris() {}

  static boolean isAcceptable(URI uri) {
    return uri.getHost() != null
        && uri.getRawFragment() == null
        && uri.getRawUserInfo() == null
        && uri.toString().length() <= MAX_LENGTH
        && ("https".equals(uri.getScheme()) || isLoopback(uri));
  }

  /** Character for character, but for the port on loopback (RFC 8252 section 7.3). */
  static boolean matches(URI registered, URI requested) {
    return registered.toString().equals(requested.toString())
        || (isAcceptable(requested)
            && isLoopback(registered)
            && isLoopback(requested)
            && registered.getHost().equals(requested.getHost())
            && samePathAndQuery(registered, requested));
  }

  static boolean isLoopback(URI uri) {
    return "http".equals(uri.getScheme()) && isLoopbackHost(uri.getHost());
  }

  private static boolean isLoopbackHost(@Nullable String host) {
    return "127.0.0.1".equals(host) || "[::1]".equals(host) || "localhost".equals(host);
  }

  private static boolean samePathAndQuery(URI first, URI second) {
    return Objects.equals(first.getRawPath(), second.getRawPath())
        && Objects.equals(first.getRawQuery(), second.getRawQuery());
  }
}
