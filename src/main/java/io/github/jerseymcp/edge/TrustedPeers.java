package io.github.jerseymcp.edge;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The addresses of the proxies whose word is taken for what the client sent.
 *
 * <p>Each entry is an address or a network in CIDR notation, such as {@code 10.1.0.0/16} or {@code
 * 2001:db8::/32}; names are not looked up. An IPv4 address that comes in its IPv6 form counts as
 * the IPv4 address. Immutable and thread-safe.
 */
public final class TrustedPeers {

  private final List<Network> networks;

  private TrustedPeers(List<Network> networks) {
    this.networks = List.copyOf(networks);
  }

  /** Trusts nobody. */
  public static TrustedPeers none() {
    return new TrustedPeers(List.of());
  }

  /**
   * Reads the list from configuration.
   *
   * @param setting the name of the setting, which begins each sentence
   * @param networks the entries
   * @param problems takes one sentence for each thing that is wrong
   */
  public static TrustedPeers parse(
      String setting, Collection<String> networks, Consumer<String> problems) {
    List<Network> parsed = new ArrayList<>();
    for (String network : networks) {
      String subject = setting + " \"" + network + "\" ";
      Network.parse(network, problem -> problems.accept(subject + problem)).ifPresent(parsed::add);
    }
    return new TrustedPeers(parsed);
  }

  /** Trusts the others, too. */
  public TrustedPeers and(TrustedPeers others) {
    List<Network> all = new ArrayList<>(networks);
    all.addAll(others.networks);
    return new TrustedPeers(all);
  }

  /** Whether nobody is trusted. */
  public boolean isEmpty() {
    return networks.isEmpty();
  }

  /** Whether this address is one of the trusted proxies. */
  public boolean contains(InetAddress address) {
    return contains(IpAddress.of(address));
  }

  boolean contains(IpAddress address) {
    IpAddress plain = address.unmapped();
    for (Network network : networks) {
      if (network.base.samePrefix(plain, network.prefix)) {
        return true;
      }
    }
    return false;
  }

  private record Network(IpAddress base, int prefix) {

    static Optional<Network> parse(String text, Consumer<String> problems) {
      int slash = text.indexOf('/');
      Optional<IpAddress> address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
      int bits = address.map(IpAddress::bits).orElse(0);
      int prefix = slash < 0 ? bits : Digits.parse(text, slash + 1, text.length(), 10, 3);
      if (address.isEmpty() || prefix < 0 || prefix > bits) {
        problems.accept("must be an IP address or a network such as 10.1.0.0/16");
        return Optional.empty();
      }
      if (prefix == 0) {
        problems.accept("trusts everybody; name the networks of the proxies");
        return Optional.empty();
      }
      if (!address.get().endsAt(prefix)) {
        problems.accept("has bits set after its prefix; write the first address of the network");
        return Optional.empty();
      }
      boolean mapped = address.get().isMapped();
      if (mapped && prefix <= 96) {
        problems.accept("covers all IPv4 addresses; name the networks of the proxies");
        return Optional.empty();
      }
      return Optional.of(new Network(address.get().unmapped(), mapped ? prefix - 96 : prefix));
    }
  }
}
