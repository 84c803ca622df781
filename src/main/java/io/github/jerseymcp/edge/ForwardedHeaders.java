package io.github.jerseymcp.edge;

import jakarta.ws.rs.core.MultivaluedMap;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes the public origin of a request from what a trusted proxy says of it (RFC 7239).
 *
 * <p>The hops are read from the right, as long as the caller of a hop is a trusted proxy itself;
 * what the client put on the left is never looked at. Host and scheme must both be named, make a
 * valid {@link PublicOrigin}, and the host must be allowed; the request is refused otherwise, and
 * never falls back to another value. With {@code X-Forwarded} fields and several proxies in a row,
 * either each must append to all three fields, or the outermost sets host and scheme and the others
 * leave them alone. {@code X-Forwarded-Port} is not read: the host carries the port. Immutable and
 * thread-safe.
 */
public final class ForwardedHeaders {

  private final TrustedPeers trusted;
  private final ForwardedFamily family;
  private final HostRules hosts;

  /**
   * Reads one family of fields.
   *
   * @param trusted the proxies
   * @param family the fields that the proxies set; the other family is ignored
   * @param hosts the hosts that this server may be called by
   */
  public ForwardedHeaders(TrustedPeers trusted, ForwardedFamily family, HostRules hosts) {
    this.trusted = trusted;
    this.family = family;
    this.hosts = hosts;
  }

  /**
   * The origin that the proxy names.
   *
   * @param peer the address at the other end of the connection, if the container tells
   * @param headers the request's header fields, with names that compare without case
   * @return empty if the peer is not a trusted proxy, whatever the fields say
   * @throws EdgeException with {@code HOST_NOT_ALLOWED} if a trusted proxy names no allowed origin
   */
  public Optional<PublicOrigin> originFor(
      Optional<InetAddress> peer, MultivaluedMap<String, String> headers) throws EdgeException {
    if (peer.filter(trusted::contains).isEmpty()) {
      return Optional.empty();
    }
    Optional<PublicOrigin> origin =
        (family == ForwardedFamily.FORWARDED
                ? lastTrusted(headers)
                : Optional.of(XForwarded.lastTrusted(headers, trusted)))
            .flatMap(ForwardedHop::origin)
            .filter(hosts::allows);
    if (origin.isEmpty()) {
      throw new EdgeException(EdgeFault.HOST_NOT_ALLOWED);
    }
    return origin;
  }

  private Optional<ForwardedHop> lastTrusted(MultivaluedMap<String, String> headers) {
    List<ForwardedHop> hops = hops(headers);
    int index = hops.size() - 1;
    while (index > 0 && ForwardedHop.isTrusted(hops.get(index).node(), trusted)) {
      index--;
    }
    return index < 0 ? Optional.empty() : Optional.of(hops.get(index));
  }

  /** What the proxies say, the nearest last; nothing if any part of it is malformed. */
  static List<ForwardedHop> hops(MultivaluedMap<String, String> headers) {
    List<ForwardedHop> hops = new ArrayList<>();
    for (String field : headers.getOrDefault("Forwarded", List.of())) {
      List<ForwardedHop> parsed = ForwardedParser.parse(field);
      if (parsed.isEmpty() || hops.size() > ForwardedHop.MOST_HOPS) {
        return List.of();
      }
      hops.addAll(parsed);
    }
    return hops;
  }
}
