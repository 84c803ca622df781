package io.github.jerseymcp.edge;

import java.util.Optional;

/** What one proxy says: the address that called it, and the host and scheme it was called with. */
record ForwardedHop(String node, String host, String scheme) {

  /** The most hops that are looked at. */
  static final int MOST_HOPS = 32;

  /** Whether the caller of this proxy is itself a trusted proxy. */
  static boolean isTrusted(String node, TrustedPeers trusted) {
    return address(node).filter(trusted::contains).isPresent();
  }

  /** Empty unless host and scheme are there and make a valid origin. */
  Optional<PublicOrigin> origin() {
    return Authority.parse(host).flatMap(authority -> PublicOrigin.of(scheme, authority));
  }

  /** The address of a node, whose port is not looked at; {@code unknown} and names have none. */
  static Optional<IpAddress> address(String node) {
    if (node.startsWith("[")) {
      int close = node.indexOf(']');
      return close < 0 ? Optional.empty() : IpAddress.parse(node.substring(1, close));
    }
    int colon = node.indexOf(':');
    boolean hasPort = colon >= 0 && node.indexOf(':', colon + 1) < 0;
    return IpAddress.parse(hasPort ? node.substring(0, colon) : node);
  }
}
