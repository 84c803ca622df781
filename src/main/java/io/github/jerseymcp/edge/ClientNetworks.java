package io.github.jerseymcp.edge;

import jakarta.ws.rs.core.MultivaluedMap;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Tells from which network a request comes: the leading bits of the address of the client.
 *
 * <p>The client is the peer of the connection. Where that is a trusted proxy, the client is whom
 * the proxy names, and so on from the right to the left: what a client puts there itself is never
 * looked at. A proxy that names nobody is the client. Immutable and thread-safe.
 */
public final class ClientNetworks {

  private final TrustedPeers proxies;
  private final ForwardedFamily family;
  private final int ipv4Bits;
  private final int ipv6Bits;

  /**
   * Networks of so many leading bits.
   *
   * @param proxies whose word is taken
   * @param family the header fields that they set
   */
  public ClientNetworks(TrustedPeers proxies, ForwardedFamily family, int ipv4Bits, int ipv6Bits) {
    this.proxies = proxies;
    this.family = family;
    this.ipv4Bits = ipv4Bits;
    this.ipv6Bits = ipv6Bits;
  }

  /**
   * The network as a text, the same for all of its addresses: {@code 192.0.2.7/32}.
   *
   * @param peer the address at the other end of the connection, if the container tells
   * @param headers the request's header fields, with names that compare without case
   * @return empty if the container does not tell
   */
  public Optional<String> of(Optional<InetAddress> peer, MultivaluedMap<String, String> headers) {
    return peer.map(address -> networkOf(client(IpAddress.of(address), headers)));
  }

  private IpAddress client(IpAddress peer, MultivaluedMap<String, String> headers) {
    IpAddress client = peer;
    if (!proxies.contains(peer)) {
      return client;
    }
    List<String> nodes =
        family == ForwardedFamily.FORWARDED
            ? ForwardedHeaders.hops(headers).stream().map(ForwardedHop::node).toList()
            : XForwarded.nodes(headers);
    for (int i = nodes.size() - 1; i >= 0 && proxies.contains(client); i--) {
      Optional<IpAddress> named = ForwardedHop.address(nodes.get(i));
      if (named.isEmpty()) {
        return client;
      }
      client = named.get();
    }
    return client;
  }

  private String networkOf(IpAddress client) {
    IpAddress plain = client.unmapped();
    int bits = plain.isIpv4() ? ipv4Bits : ipv6Bits;
    return plain.network(bits).text() + "/" + bits;
  }
}
