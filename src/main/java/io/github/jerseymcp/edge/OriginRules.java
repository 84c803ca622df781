package io.github.jerseymcp.edge;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The web origins whose pages may call this server.
 *
 * <p>The server's own origin is always allowed, on loopback under each of its names. A request
 * without Origin comes from no web page and passes. Whatever else is not on the list is refused:
 * {@code null}, a malformed or repeated field, another port, a longer name that begins with an
 * allowed one (MCP, Streamable HTTP; RFC 6454 section 7). Immutable and thread-safe.
 */
public final class OriginRules {

  private final Set<String> allowed;

  private OriginRules(Set<String> allowed) {
    this.allowed = Set.copyOf(allowed);
  }

  /** Allows the server's own origin alone. */
  public static OriginRules sameOrigin() {
    return new OriginRules(Set.of());
  }

  /**
   * This policy and more origins.
   *
   * @param setting the name of the setting, which begins each sentence
   * @param origins each https, http on loopback, or of an application's own scheme such as {@code
   *     chrome-extension://...}
   * @param problems takes one sentence for each thing that is wrong
   */
  public OriginRules withOrigins(
      String setting, Collection<String> origins, Consumer<String> problems) {
    Set<String> all = new LinkedHashSet<>(allowed);
    for (String origin : origins) {
      if (isOfOtherScheme(origin)) {
        all.add(origin);
      } else {
        PublicOrigin.parse(setting, origin, problems).ifPresent(o -> all.add(o.toString()));
      }
    }
    return new OriginRules(all);
  }

  /**
   * This policy and, for a server that listens on loopback, pages from that very port.
   *
   * @param host a name or an address, IPv6 with or without brackets
   * @param port the port that was bound, 1 to 65535
   */
  public OriginRules withBindAddress(String host, int port) {
    if (Authority.ofHost(host, port).filter(Authority::isLoopback).isEmpty()) {
      return this;
    }
    Set<String> all = new LinkedHashSet<>(allowed);
    for (String name : List.of("localhost", "127.0.0.1", "[::1]")) {
      for (String scheme : List.of("http", "https")) {
        PublicOrigin.of(scheme, new Authority(name, port)).ifPresent(o -> all.add(o.toString()));
      }
    }
    return new OriginRules(all);
  }

  /** Refuses a request that comes from a page of another origin. */
  void check(MultivaluedMap<String, String> headers, PublicOrigin self) throws EdgeException {
    if (headers.containsKey(Fields.ORIGIN) && allowedOrigin(headers, self).isEmpty()) {
      throw new EdgeException(EdgeFault.ORIGIN_NOT_ALLOWED);
    }
  }

  /** The value of the Origin field if it is there and allowed. */
  Optional<String> allowedOrigin(MultivaluedMap<String, String> headers, PublicOrigin self) {
    List<String> fields = headers.get(Fields.ORIGIN);
    if (fields == null || fields.size() != 1) {
      return Optional.empty();
    }
    String value = fields.get(0);
    if (allowed.contains(value)) {
      return Optional.of(value);
    }
    return PublicOrigin.parseHeader(value)
        .filter(origin -> self.isSameServer(origin) || allowed.contains(origin.toString()))
        .map(origin -> value);
  }

  private static boolean isOfOtherScheme(String origin) {
    int separator = origin.indexOf("://");
    if (separator < 1 || origin.startsWith("http") || !origin.equals(lower(origin))) {
      return false;
    }
    for (int i = 0; i < separator; i++) {
      char c = origin.charAt(i);
      boolean letter = c >= 'a' && c <= 'z';
      if (!letter && (i == 0 || ((c < '0' || c > '9') && "+-.".indexOf(c) < 0))) {
        return false;
      }
    }
    return Authority.parse(origin.substring(separator + 3)).isPresent();
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
