package io.github.jerseymcp.example.authorization;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Tells hosts on the open internet from those that only this machine or its network can reach. */
final class PublicAddresses {

  private PublicAddresses() {}

  /** Whether every address of a host is public: a page must not make us ask inside a network. */
  static boolean isPublic(String host) {
    try {
      for (InetAddress address : InetAddress.getAllByName(host)) {
        if (!isPublic(address)) {
          return false;
        }
      }
      return true;
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static boolean isPublic(InetAddress address) {
    return !(address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()
        || isUniqueLocal(address.getAddress())
        || isShared(address.getAddress()));
  }

  /** RFC 4193: fc00::/7. */
  private static boolean isUniqueLocal(byte[] address) {
    return address.length == 16 && (address[0] & 0xFE) == 0xFC;
  }

  /** RFC 6598: 100.64.0.0/10. */
  private static boolean isShared(byte[] address) {
    return address.length == 4 && address[0] == 100 && (address[1] & 0xC0) == 64;
  }
}
