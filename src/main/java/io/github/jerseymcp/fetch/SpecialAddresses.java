package io.github.jerseymcp.fetch;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The blocks of the IANA special-purpose address registries (RFC 6890) that are not of the open
 * internet, and multicast. Of IPv6 only global unicast addresses are public, and those that carry a
 * public IPv4 address (RFC 6052, RFC 3056). {@link InetAddress} knows a few of these blocks only.
 */
final class SpecialAddresses {

  private static final List<AddressRange> IPV4 =
      ranges(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4");

  private static final AddressRange GLOBAL_UNICAST = AddressRange.of("2000::/3");
  private static final AddressRange NAT64 = AddressRange.of("64:ff9b::/96");
  private static final AddressRange SIX_TO_FOUR = AddressRange.of("2002::/16");

  /** 2001::/23 has Teredo, ORCHID and benchmarks in it; the rest are for documents. */
  private static final List<AddressRange> IPV6 = ranges("2001::/23", "2001:db8::/32", "3fff::/20");

  private SpecialAddresses() {}

  static boolean isPublic(InetAddress address) {
    return isPublic(address.getAddress());
  }

  private static boolean isPublic(byte[] address) {
    if (address.length == 4) {
      return !isIn(IPV4, address);
    }
    if (NAT64.contains(address)) {
      return isPublic(Arrays.copyOfRange(address, 12, 16));
    }
    if (SIX_TO_FOUR.contains(address)) {
      return isPublic(Arrays.copyOfRange(address, 2, 6));
    }
    return GLOBAL_UNICAST.contains(address) && !isIn(IPV6, address);
  }

  private static boolean isIn(List<AddressRange> ranges, byte[] address) {
    for (AddressRange range : ranges) {
      if (range.contains(address)) {
        return true;
      }
    }
    return false;
  }

  private static List<AddressRange> ranges(String... texts) {
    return Stream.of(texts).map(AddressRange::of).toList();
  }
}
