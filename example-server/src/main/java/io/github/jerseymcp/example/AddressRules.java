package io.github.jerseymcp.example;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** The shapes of IP addresses that options may have; no name is ever looked up. */
final class AddressRules {

  private AddressRules() {}

  /** An address of this machine alone, 127.0.0.0/8. */
  static boolean isLoopbackIpv4(String host) {
    return ipv4(host).filter(address -> address[0] == 127).isPresent();
  }

  /** All addresses of this machine at once. */
  static boolean isWildcard(String host) {
    return literal(host).filter(AddressRules::isZero).isPresent();
  }

  private static Optional<byte[]> literal(String text) {
    if (text.indexOf(':') < 0) {
      return ipv4(text);
    }
    try {
      // With a colon in it, it is an address or nothing: never a name to look up.
      String bare = text.startsWith("[") ? text.substring(1).replace("]", "") : text;
      return Optional.of(InetAddress.getByName("[" + bare + "]").getAddress());
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  private static Optional<byte[]> ipv4(String text) {
    byte[] address = new byte[4];
    int part = 0;
    int start = 0;
    while (start <= text.length()) {
      int dot = text.indexOf('.', start);
      int end = dot < 0 ? text.length() : dot;
      String number = text.substring(start, end);
      if (part == address.length || !isDigits(number) || Integer.parseInt(number) > 255) {
        return Optional.empty();
      }
      address[part++] = (byte) Integer.parseInt(number);
      start = end + 1;
    }
    return part == address.length ? Optional.of(address) : Optional.empty();
  }

  private static boolean isDigits(String text) {
    return !text.isEmpty()
        && text.length() <= 3
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static boolean isZero(byte[] address) {
    for (byte part : address) {
      if (part != 0) {
        return false;
      }
    }
    return true;
  }
}
