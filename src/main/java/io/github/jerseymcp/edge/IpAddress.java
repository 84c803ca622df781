package io.github.jerseymcp.edge;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;

/** An IP address read from its text without ever asking a name server. */
final class IpAddress {

  private static final int LONGEST_IPV6 = 45;

  private final byte[] bytes;

  private IpAddress(byte[] bytes) {
    this.bytes = bytes;
  }

  static IpAddress of(InetAddress address) {
    return new IpAddress(address.getAddress());
  }

  /** Reads an IPv4 address in dotted decimals or an IPv6 address without brackets and zone. */
  static Optional<IpAddress> parse(String text) {
    byte[] parsed = text.indexOf(':') < 0 ? ipv4(text) : ipv6(text);
    return parsed.length == 0 ? Optional.empty() : Optional.of(new IpAddress(parsed));
  }

  int bits() {
    return bytes.length * 8;
  }

  boolean isIpv4() {
    return bytes.length == 4;
  }

  /** The IPv4 address inside an IPv4-mapped IPv6 address, else this. */
  IpAddress unmapped() {
    return isMapped() ? new IpAddress(Arrays.copyOfRange(bytes, 12, 16)) : this;
  }

  boolean isMapped() {
    if (bytes.length != 16 || bytes[10] != -1 || bytes[11] != -1) {
      return false;
    }
    for (int i = 0; i < 10; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether both addresses are of one family and agree in their first bits. */
  boolean samePrefix(IpAddress other, int prefix) {
    if (bytes.length != other.bytes.length) {
      return false;
    }
    for (int bit = 0; bit < prefix; bit++) {
      int mask = 0x80 >> (bit % 8);
      if (((bytes[bit / 8] ^ other.bytes[bit / 8]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }

  /** This address with every bit after the prefix zero. */
  IpAddress network(int prefix) {
    byte[] leading = new byte[bytes.length];
    for (int bit = 0; bit < prefix; bit++) {
      leading[bit / 8] |= (byte) (bytes[bit / 8] & (0x80 >> (bit % 8)));
    }
    return new IpAddress(leading);
  }

  /** Whether every bit after the prefix is zero. */
  boolean endsAt(int prefix) {
    for (int bit = prefix; bit < bits(); bit++) {
      if ((bytes[bit / 8] & (0x80 >> (bit % 8))) != 0) {
        return false;
      }
    }
    return true;
  }

  /** The canonical text: dotted decimals, or what a browser writes between the brackets. */
  String text() {
    if (isIpv4()) {
      return (bytes[0] & 255)
          + "."
          + (bytes[1] & 255)
          + "."
          + (bytes[2] & 255)
          + "."
          + (bytes[3] & 255);
    }
    int gapStart = -1;
    int gapLength = 1;
    for (int start = 0; start < 8; start++) {
      int end = start;
      while (end < 8 && group(end) == 0) {
        end++;
      }
      if (end - start > gapLength) {
        gapStart = start;
        gapLength = end - start;
      }
    }
    StringBuilder text = new StringBuilder(LONGEST_IPV6);
    for (int i = 0; i < 8; i++) {
      if (i == gapStart) {
        text.append("::");
        i += gapLength - 1;
        continue;
      }
      if (text.length() > 0 && text.charAt(text.length() - 1) != ':') {
        text.append(':');
      }
      text.append(Integer.toHexString(group(i)));
    }
    return text.toString();
  }

  private int group(int index) {
    return (bytes[2 * index] & 255) << 8 | (bytes[2 * index + 1] & 255);
  }

  /** Four decimals without leading zeros, or an empty array: no octal, no hexadecimal, no gaps. */
  private static byte[] ipv4(String text) {
    byte[] parsed = new byte[4];
    int start = 0;
    for (int i = 0; i < 4; i++) {
      int dot = text.indexOf('.', start);
      int end = i == 3 ? text.length() : dot;
      if ((i == 3) != (dot < 0)) {
        return new byte[0];
      }
      int value = Digits.parse(text, start, end, 10, 3);
      if (value < 0 || value > 255 || (end - start > 1 && text.charAt(start) == '0')) {
        return new byte[0];
      }
      parsed[i] = (byte) value;
      start = end + 1;
    }
    return parsed;
  }

  private static byte[] ipv6(String text) {
    int length = text.length();
    if (length < 2 || length > LONGEST_IPV6) {
      return new byte[0];
    }
    byte[] parsed = new byte[16];
    int filled = 0;
    int gap = text.startsWith("::") ? 0 : -1;
    int position = gap == 0 ? 2 : 0;
    while (position < length) {
      int colon = text.indexOf(':', position);
      int end = colon < 0 ? length : colon;
      if (colon < 0 && text.indexOf('.', position) >= 0) {
        byte[] tail = ipv4(text.substring(position));
        if (tail.length == 0 || filled > 12) {
          return new byte[0];
        }
        System.arraycopy(tail, 0, parsed, filled, 4);
        filled += 4;
        break;
      }
      int group = Digits.parse(text, position, end, 16, 4);
      if (group < 0 || filled == 16) {
        return new byte[0];
      }
      parsed[filled++] = (byte) (group >> 8);
      parsed[filled++] = (byte) group;
      position = end + 1;
      if (position == length) {
        return new byte[0];
      }
      if (position < length && text.charAt(position) == ':') {
        if (gap >= 0) {
          return new byte[0];
        }
        gap = filled;
        position++;
      }
    }
    if (gap < 0 ? filled < 16 : filled == 16) {
      return new byte[0];
    }
    if (gap >= 0) {
      System.arraycopy(parsed, gap, parsed, 16 - (filled - gap), filled - gap);
      Arrays.fill(parsed, gap, 16 - (filled - gap), (byte) 0);
    }
    return parsed;
  }
}
