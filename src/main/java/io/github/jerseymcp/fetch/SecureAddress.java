package io.github.jerseymcp.fetch;

import java.net.URI;
import java.net.URISyntaxException;

/** Tells which addresses may be trusted for keys: https, or http on loopback. */
public final class SecureAddress {

  private static final int LAST_PORT = 65_535;

  private SecureAddress() {}

  /** Without user information, query and fragment. */
  public static boolean isSecure(String address) {
    return isSecureWithQuery(address) && address.indexOf('?') < 0;
  }

  /** Without user information and fragment. */
  public static boolean isSecureWithQuery(String address) {
    try {
      URI uri = new URI(address);
      return uri.getHost() != null
          && uri.getRawUserInfo() == null
          && uri.getRawFragment() == null
          && uri.getPort() <= LAST_PORT
          && ("https".equalsIgnoreCase(uri.getScheme()) || isLoopbackHttp(uri));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** Whether this is http to a host whose text says loopback. */
  public static boolean isLoopbackHttp(URI uri) {
    return "http".equalsIgnoreCase(uri.getScheme()) && isLoopback(uri.getHost());
  }

  /** By the text of the host alone, since a name could resolve to anything. */
  static boolean isLoopback(String host) {
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

  /**
   * Whether a host is a name, or an IP address in its usual text. {@code 2130706433}, {@code
   * 0x7f.1} and {@code 0177.0.0.1} are read as addresses by some, and each reads another one.
   */
  static boolean isCanonicalHost(String host) {
    if (host.startsWith("[")) {
      return host.indexOf('%') < 0;
    }
    String last = host.substring(host.lastIndexOf('.') + 1);
    if (last.isEmpty()) {
      return false;
    }
    return !looksNumeric(last) || AddressRange.parse(host).isPresent();
  }

  private static boolean looksNumeric(String label) {
    return label.chars().allMatch(SecureAddress::isDigit) || label.matches("0[xX][0-9a-fA-F]*");
  }

  private static boolean isDigit(int character) {
    return character >= '0' && character <= '9';
  }
}
