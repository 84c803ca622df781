package io.github.jerseymcp.token;

import java.net.URI;
import java.net.URISyntaxException;

/** Tells which addresses may be trusted for keys: https, or http on loopback. */
final class SecureAddress {

  private SecureAddress() {}

  /** Without user information, query and fragment. */
  static boolean isSecure(String address) {
    return isSecureWithQuery(address) && address.indexOf('?') < 0;
  }

  /** Without user information and fragment. */
  static boolean isSecureWithQuery(String address) {
    try {
      URI uri = new URI(address);
      return uri.getHost() != null
          && uri.getRawUserInfo() == null
          && uri.getRawFragment() == null
          && ("https".equalsIgnoreCase(uri.getScheme()) || isLoopbackHttp(uri));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  static boolean isLoopbackHttp(URI uri) {
    return "http".equalsIgnoreCase(uri.getScheme()) && isLoopback(uri.getHost());
  }

  /** By the text of the host alone, since a name could resolve to anything. */
  private static boolean isLoopback(String host) {
    return host.equalsIgnoreCase("localhost") || host.equals("[::1]") || isLoopbackIpv4(host);
  }

  private static boolean isLoopbackIpv4(String host) {
    if (!host.startsWith("127.")) {
      return false;
    }
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (c != '.' && (c < '0' || c > '9')) {
        return false;
      }
    }
    return true;
  }
}
