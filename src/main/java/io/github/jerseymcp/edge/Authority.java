package io.github.jerseymcp.edge;

import java.util.Locale;
import java.util.Optional;

/**
 * A host in canonical form, an IPv6 address in brackets, and its port; port 0 stands for no port.
 */
record Authority(String host, int port) {

  private static final int LONGEST_NAME = 253;
  private static final int LONGEST_LABEL = 63;

  /** Reads {@code host} or {@code host:port}, refusing all that is not exactly that. */
  static Optional<Authority> parse(String text) {
    int close = text.startsWith("[") ? text.indexOf(']') : -1;
    int colon = text.indexOf(':', Math.max(close, 0));
    int hostEnd = colon < 0 ? text.length() : colon;
    int port = 0;
    if (colon >= 0) {
      port = port(text, colon + 1);
      if (port < 0) {
        return Optional.empty();
      }
    }
    Optional<String> host =
        close < 0
            ? name(text.substring(0, hostEnd))
            : hostEnd == close + 1 ? address(text.substring(1, close)) : Optional.empty();
    int parsedPort = port;
    return host.map(canonical -> new Authority(canonical, parsedPort));
  }

  /** Reads a host as an operating system names it: an IPv6 address may come without brackets. */
  static Optional<Authority> ofHost(String host, int port) {
    boolean bare = host.indexOf(':') >= 0 && !host.startsWith("[");
    return parse(bare ? "[" + host + "]" : host)
        .filter(parsed -> parsed.port == 0 && port > 0 && port <= 65535)
        .map(parsed -> new Authority(parsed.host, port));
  }

  boolean isLoopback() {
    return host.equals("localhost")
        || host.equals("[::1]")
        || (host.startsWith("127.") && IpAddress.parse(host).isPresent());
  }

  /** Whether this is one of the names that browsers use for the local machine. */
  boolean isLoopbackName() {
    return host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
  }

  Authority withPort(int otherPort) {
    return new Authority(host, otherPort);
  }

  @Override
  public String toString() {
    return port == 0 ? host : host + ":" + port;
  }

  private static int port(String text, int start) {
    int port = Digits.parse(text, start, text.length(), 10, 5);
    return port < 1 || port > 65535 || text.charAt(start) == '0' ? -1 : port;
  }

  private static Optional<String> address(String text) {
    return IpAddress.parse(text)
        .filter(address -> !address.isIpv4())
        .map(address -> "[" + address.text() + "]");
  }

  private static Optional<String> name(String text) {
    int length = text.length();
    if (length == 0 || length > LONGEST_NAME) {
      return Optional.empty();
    }
    int labelStart = 0;
    for (int i = 0; i <= length; i++) {
      if (i == length || text.charAt(i) == '.') {
        if (i == labelStart || i - labelStart > LONGEST_LABEL) {
          return Optional.empty();
        }
        if (i < length) {
          labelStart = i + 1;
        }
      } else if (!isNameCharacter(text.charAt(i))) {
        return Optional.empty();
      }
    }
    String lower = text.toLowerCase(Locale.ROOT);
    // A browser reads a name that ends in a number as an IPv4 address in one of many spellings.
    if (endsInNumber(lower, labelStart) && IpAddress.parse(lower).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(lower);
  }

  private static boolean isNameCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_';
  }

  private static boolean endsInNumber(String text, int start) {
    boolean hexadecimal = text.startsWith("0x", start);
    for (int i = hexadecimal ? start + 2 : start; i < text.length(); i++) {
      if (Character.digit(text.charAt(i), hexadecimal ? 16 : 10) < 0) {
        return false;
      }
    }
    return true;
  }
}
