package io.github.jerseymcp.example.doctor.wire;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;

/**
 * The endpoint that is looked at, and what of the addresses that it names may be asked.
 *
 * @param url the endpoint as clients call it
 * @param isLoopback whether it is on this machine
 * @param isInside whether it is on this machine or in a private network
 */
public record Target(URI url, boolean isLoopback, boolean isInside) {

  /** An endpoint, if this is the address of one. */
  public static Optional<Target> of(String address) {
    return parse(address)
        .filter(uri -> uri.getRawUserInfo() == null && uri.getRawFragment() == null)
        .map(uri -> new Target(uri, isLoopback(uri.getHost()), isInside(uri.getHost())));
  }

  /** An address that the endpoint names, if it is one that may be asked. */
  public Optional<URI> advertised(String address) {
    return parse(address)
        .filter(uri -> uri.getRawUserInfo() == null)
        .filter(uri -> isLoopback || "https".equalsIgnoreCase(uri.getScheme()))
        .filter(uri -> isInside || !isInside(uri.getHost()));
  }

  /** Whether nobody on the way can read what is sent. */
  public boolean isConfidential() {
    return isLoopback || "https".equalsIgnoreCase(url.getScheme());
  }

  /** Whether the address is of the same scheme, host and port. */
  public boolean isSameOrigin(URI other) {
    return origin(url).equals(origin(other));
  }

  /** An address of this endpoint's origin. */
  public URI at(String pathAndQuery) {
    return URI.create(url.getScheme() + "://" + url.getRawAuthority() + pathAndQuery);
  }

  /** The path, and nothing for the root. */
  public String path() {
    return url.getRawPath().equals("/") ? "" : url.getRawPath();
  }

  /** The address without its query, which may be a secret. */
  public String printable() {
    return hidingQuery(url);
  }

  /** Another address with the same query, without it. */
  public String hidingQuery(URI uri) {
    String whole = uri.toString();
    return uri.getRawQuery() == null ? whole : whole.substring(0, whole.indexOf('?')) + "?(hidden)";
  }

  /** Whether it is an address of this machine. */
  public static boolean isLocal(URI uri) {
    return isLoopback(uri.getHost());
  }

  /** Scheme, host and port in one form (RFC 6454 section 4). */
  public static String origin(URI uri) {
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    int port = uri.getPort() < 0 ? (scheme.equals("https") ? 443 : 80) : uri.getPort();
    return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + ":" + port;
  }

  private static Optional<URI> parse(String address) {
    try {
      URI uri = URI.create(address);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      boolean isHttp = scheme.equals("http") || scheme.equals("https");
      return isHttp && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** A stranger shall not make the doctor ask inside of the network that it runs in. */
  private static boolean isInside(String host) {
    try {
      for (InetAddress address : InetAddress.getAllByName(host)) {
        if (address.isLoopbackAddress()
            || address.isLinkLocalAddress()
            || address.isSiteLocalAddress()
            || address.isAnyLocalAddress()
            || isShared(address.getAddress())) {
          return true;
        }
      }
      return false;
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** Unique local addresses of IPv6 (RFC 4193), and those that providers share (RFC 6598). */
  private static boolean isShared(byte[] address) {
    int first = address[0] & 0xFF;
    return address.length == 4 ? first == 100 && (address[1] & 0xC0) == 64 : (first & 0xFE) == 0xFC;
  }
}
