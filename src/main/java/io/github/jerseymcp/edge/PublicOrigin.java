package io.github.jerseymcp.edge;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The scheme, host and port under which clients reach this server.
 *
 * <p>It is https, or http on loopback ({@code localhost}, 127.0.0.0/8, {@code [::1]}), and nothing
 * but an origin: no user, path, query or fragment; one slash at the end is tolerated and dropped.
 * An international name is given in its ASCII form ({@code xn--...}). The canonical form is lower
 * case, without the default port, with IPv6 addresses in brackets and compressed (RFC 6454 section
 * 6.2, RFC 5952); two origins are equal when their canonical forms are. Immutable and thread-safe.
 */
public final class PublicOrigin {

  private final String scheme;
  private final Authority authority;
  private final String text;

  private PublicOrigin(String scheme, Authority authority) {
    int defaultPort = scheme.equals("https") ? 443 : 80;
    this.scheme = scheme;
    this.authority = authority.port() == 0 ? authority.withPort(defaultPort) : authority;
    this.text =
        scheme + "://" + (this.authority.port() == defaultPort ? authority.host() : authority);
  }

  /**
   * Reads an origin.
   *
   * @throws IllegalArgumentException if it is none, with a sentence for each reason
   */
  public static PublicOrigin of(String value) {
    List<String> problems = new ArrayList<>();
    return parse("The origin", value, problems::add)
        .orElseThrow(() -> new IllegalArgumentException(String.join("; ", problems)));
  }

  /**
   * Reads an origin from configuration.
   *
   * @param setting the name of the setting, which begins each sentence
   * @param value what was configured
   * @param problems takes one sentence for each thing that is wrong
   * @return the origin, or empty if there was a problem
   */
  public static Optional<PublicOrigin> parse(
      String setting, String value, Consumer<String> problems) {
    // What stands before an @ may be a password.
    String subject = value.indexOf('@') < 0 ? setting + " \"" + value + "\" " : setting + " ";
    List<String> found = new ArrayList<>();
    int separator = value.indexOf("://");
    String scheme = separator < 0 ? "" : value.substring(0, separator).toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !scheme.equals("http")) {
      problems.accept(subject + "must start with https:// (http:// only on loopback)");
      return Optional.empty();
    }
    int end = authorityEnd(value, separator + 3);
    findTail(value.substring(end), found);
    Optional<PublicOrigin> origin =
        findAuthority(value.substring(separator + 3, end), found)
            .map(authority -> new PublicOrigin(scheme, authority));
    if (origin.isPresent() && !origin.get().isAcceptable()) {
      found.add("must use https, because its host is not on loopback");
    }
    found.forEach(problem -> problems.accept(subject + problem));
    return found.isEmpty() ? origin : Optional.empty();
  }

  /** The value of an Origin header: exactly an origin, without a slash at its end. */
  static Optional<PublicOrigin> parseHeader(String value) {
    int separator = value.indexOf("://");
    return separator < 0
        ? Optional.empty()
        : Authority.parse(value.substring(separator + 3))
            .flatMap(authority -> of(value.substring(0, separator), authority));
  }

  static Optional<PublicOrigin> of(String scheme, Authority authority) {
    String lower = scheme.toLowerCase(Locale.ROOT);
    return lower.equals("https") || lower.equals("http")
        ? Optional.of(new PublicOrigin(lower, authority)).filter(PublicOrigin::isAcceptable)
        : Optional.empty();
  }

  /** {@code https} or {@code http}. */
  public String scheme() {
    return scheme;
  }

  /** The host in lower case; an IPv6 address in brackets. */
  public String host() {
    return authority.host();
  }

  /** The port, also where it is the default one. */
  public int port() {
    return authority.port();
  }

  /** Whether the host is {@code localhost} or a loopback address. */
  public boolean isLoopback() {
    return authority.isLoopback();
  }

  Authority authority() {
    return authority;
  }

  boolean hasDefaultPort() {
    return authority.port() == (scheme.equals("https") ? 443 : 80);
  }

  /** Whether both are one server: equal, or two names for loopback with one scheme and port. */
  boolean isSameServer(PublicOrigin other) {
    return equals(other)
        || (authority.isLoopback()
            && other.authority.isLoopbackName()
            && scheme.equals(other.scheme)
            && port() == other.port());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PublicOrigin origin && text.equals(origin.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** The canonical form, such as {@code https://mcp.example.com}, without a slash at its end. */
  @Override
  public String toString() {
    return text;
  }

  private boolean isAcceptable() {
    return scheme.equals("https") || isLoopback();
  }

  private static int authorityEnd(String value, int start) {
    for (int i = start; i < value.length(); i++) {
      if ("/?#".indexOf(value.charAt(i)) >= 0) {
        return i;
      }
    }
    return value.length();
  }

  private static void findTail(String tail, List<String> problems) {
    int fragment = tail.indexOf('#');
    String beforeFragment = fragment < 0 ? tail : tail.substring(0, fragment);
    int query = beforeFragment.indexOf('?');
    String path = query < 0 ? beforeFragment : beforeFragment.substring(0, query);
    if (path.length() > 1) {
      problems.add("must not have a path: give only scheme, host and port");
    }
    if (query >= 0) {
      problems.add("must not have a query: give only scheme, host and port");
    }
    if (fragment >= 0) {
      problems.add("must not have a fragment: give only scheme, host and port");
    }
  }

  private static Optional<Authority> findAuthority(String authority, List<String> problems) {
    if (authority.indexOf('@') >= 0) {
      problems.add("must not name a user or password");
      return Optional.empty();
    }
    if (authority.chars().anyMatch(c -> c > 0x7E)) {
      problems.add("must give an international host name in its ASCII form (xn--...)");
      return Optional.empty();
    }
    Optional<Authority> parsed = Authority.parse(authority);
    if (parsed.isEmpty()) {
      problems.add("must have a host name or address, and a port of 1 to 65535 if it has one");
    }
    return parsed;
  }
}
