package io.github.jerseymcp.edge;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The Host values this server answers to; all others are refused, which stops DNS rebinding.
 *
 * <p>An entry is a host, which means its default ports 80 and 443, or {@code host:port}. Hosts
 * compare without case and as a whole; there are no patterns. A server on loopback answers to
 * {@code localhost}, {@code 127.0.0.1} and {@code [::1]} on its port. Immutable and thread-safe.
 */
public final class HostRules {

  private final Set<Authority> allowed;
  private final Set<String> usual;

  private HostRules(Set<Authority> allowed) {
    this.allowed = Set.copyOf(allowed);
    this.usual = usualSpellings();
  }

  /** Allows no host. */
  public static HostRules none() {
    return new HostRules(Set.of());
  }

  /** Allows the host and port of an origin. */
  public static HostRules of(PublicOrigin origin) {
    return new HostRules(withLoopbackNames(origin.authority()));
  }

  /**
   * Allows a list of hosts alone, as a server behind a proxy needs it.
   *
   * @param setting the name of the setting, which begins each sentence
   * @param hosts each a host, or a host and port as in {@code mcp.example.com:8443}; at least one
   * @param problems takes one sentence for each thing that is wrong
   */
  public static HostRules ofHosts(
      String setting, Collection<String> hosts, Consumer<String> problems) {
    if (hosts.isEmpty()) {
      problems.accept(setting + " must name at least one host");
    }
    return none().withHosts(setting, hosts, problems);
  }

  /** This policy and more hosts, given as for {@link #ofHosts}. */
  public HostRules withHosts(String setting, Collection<String> hosts, Consumer<String> problems) {
    Set<Authority> all = new LinkedHashSet<>(allowed);
    for (String host : hosts) {
      Authority.parse(host)
          .ifPresentOrElse(
              all::add,
              () ->
                  problems.accept(
                      setting
                          + " \""
                          + host
                          + "\" must be a host or host:port, without scheme, path or wildcard"));
    }
    return new HostRules(all);
  }

  /**
   * This policy and the address the server listens on; a wildcard address adds nothing.
   *
   * @param host a name or an address, IPv6 with or without brackets
   * @param port the port that was bound, 1 to 65535
   * @throws IllegalArgumentException if they are no such host and port
   */
  public HostRules withBindAddress(String host, int port) {
    Authority address =
        Authority.ofHost(host, port)
            .orElseThrow(() -> new IllegalArgumentException("Not a host and port to listen on"));
    if (address.host().equals("0.0.0.0") || address.host().equals("[::]")) {
      return this;
    }
    Set<Authority> all = new LinkedHashSet<>(allowed);
    all.addAll(withLoopbackNames(address));
    return new HostRules(all);
  }

  /** Whether the host and port of an origin are on the list. */
  public boolean allows(PublicOrigin origin) {
    return allowed.contains(origin.authority())
        || (origin.hasDefaultPort() && allowed.contains(origin.authority().withPort(0)));
  }

  /** Refuses a request whose one Host field does not name this server. */
  void check(MultivaluedMap<String, String> headers) throws EdgeException {
    List<String> fields = headers.get(Fields.HOST);
    if (fields == null || fields.size() != 1 || !allowsField(fields.get(0))) {
      throw new EdgeException(EdgeFault.HOST_NOT_ALLOWED);
    }
  }

  private boolean allowsField(String field) {
    return usual.contains(field) || Authority.parse(field).filter(this::allowsField).isPresent();
  }

  /** What clients send, so that it need not be taken apart at each request. */
  private Set<String> usualSpellings() {
    Set<String> spellings = new HashSet<>();
    for (Authority authority : allowed) {
      for (Authority host : List.of(authority, authority.withPort(0))) {
        if (allowsField(host)) {
          spellings.add(host.toString());
        }
      }
    }
    return Set.copyOf(spellings);
  }

  private boolean allowsField(Authority host) {
    if (allowed.contains(host)) {
      return true;
    }
    if (host.port() == 0) {
      return allowed.contains(host.withPort(443)) || allowed.contains(host.withPort(80));
    }
    return (host.port() == 443 || host.port() == 80) && allowed.contains(host.withPort(0));
  }

  private static Set<Authority> withLoopbackNames(Authority authority) {
    return authority.isLoopback()
        ? Set.copyOf(
            List.of(
                authority,
                new Authority("localhost", authority.port()),
                new Authority("127.0.0.1", authority.port()),
                new Authority("[::1]", authority.port())))
        : Set.of(authority);
  }
}
