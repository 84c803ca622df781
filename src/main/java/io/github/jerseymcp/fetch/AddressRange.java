package io.github.jerseymcp.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** A block of IP addresses, in CIDR notation. Immutable. */
record AddressRange(InetAddress first, int prefix) {

  /** Reads {@code 10.1.0.0/16}, {@code fd00::/8} or one address; never asks for a name. */
  static Optional<AddressRange> parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    if (!address.matches("[0-9a-fA-F:.]{2,45}") || address.matches("[0-9a-fA-F]+")) {
      return Optional.empty();
    }
    try {
      InetAddress first = InetAddress.getByName(address);
      int bits = first.getAddress().length * 8;
      boolean dotted = address.indexOf(':') < 0;
      if (dotted && !first.getHostAddress().equals(address)) {
        return Optional.empty();
      }
      int prefix = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
      return prefix < 1 || prefix > bits || dotted != (bits == 32)
          ? Optional.empty()
          : Optional.of(new AddressRange(first, prefix));
    } catch (UnknownHostException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** One that is written in the source. */
  static AddressRange of(String text) {
    return parse(text).orElseThrow(() -> new IllegalArgumentException(text));
  }

  boolean contains(byte[] address) {
    byte[] base = first.getAddress();
    if (base.length != address.length) {
      return false;
    }
    for (int bit = 0; bit < prefix; bit++) {
      if (((base[bit / 8] ^ address[bit / 8]) & (0x80 >> (bit % 8))) != 0) {
        return false;
      }
    }
    return true;
  }
}
