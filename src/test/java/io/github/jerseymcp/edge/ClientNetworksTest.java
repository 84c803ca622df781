package io.github.jerseymcp.edge;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From which network a request comes, whatever a client writes into its header. */
class ClientNetworksTest {

  private static final TrustedPeers PROXIES =
      TrustedPeers.parse("proxies", List.of("10.0.0.0/8", "fd00::/8"), problem -> {});

  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "a stranger | 192.0.2.7 | | 192.0.2.7/32",
        "a stranger who forges | 192.0.2.7 | 198.51.100.1 | 192.0.2.7/32",
        "a stranger who names a proxy | 192.0.2.7 | 198.51.100.1, 10.0.0.1 | 192.0.2.7/32",
        "a client of a proxy | 10.0.0.1 | 192.0.2.7 | 192.0.2.7/32",
        "a client that forges before a proxy | 10.0.0.1 | 6.6.6.6, 192.0.2.7 | 192.0.2.7/32",
        "a client that names a proxy | 10.0.0.1 | 10.0.0.9, 192.0.2.7 | 192.0.2.7/32",
        "a client of two proxies | 10.0.0.1 | 6.6.6.6, 192.0.2.7, 10.0.0.2 | 192.0.2.7/32",
        "a proxy itself | 10.0.0.1 | | 10.0.0.1/32",
        "a proxy of a proxy | 10.0.0.1 | 10.0.0.2 | 10.0.0.2/32",
        "a client that the proxy does not know | 10.0.0.1 | 6.6.6.6, unknown | 10.0.0.1/32",
        "an empty name | 10.0.0.1 | 6.6.6.6, | 10.0.0.1/32",
        "a client with a port | 10.0.0.1 | 192.0.2.7:4711 | 192.0.2.7/32",
        "an IPv6 client | 2001:db8:1:2:3:4:5:6 | | 2001:db8:1:2::/64",
        "its neighbour | 2001:db8:1:2:ffff:ffff:ffff:ffff | | 2001:db8:1:2::/64",
        "the next network | 2001:db8:1:3::1 | | 2001:db8:1:3::/64",
        "an IPv6 client of a proxy | fd00::1 | [2001:db8:1:2::9]:80 | 2001:db8:1:2::/64",
        "an IPv4 client in its IPv6 form | 10.0.0.1 | ::ffff:192.0.2.7 | 192.0.2.7/32",
      })
  void looksAtTheRightOfTheList(String who, String peer, String forwardedFor, String expected) {
    ClientNetworks networks = new ClientNetworks(PROXIES, ForwardedFamily.X_FORWARDED, 32, 64);

    assertThat(networks.of(address(peer), headers("X-Forwarded-For", forwardedFor)))
        .hasValue(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "for=6.6.6.6, for=192.0.2.7 | 192.0.2.7/32",
        "for=6.6.6.6, for=192.0.2.7;proto=https, for=10.0.0.2 | 192.0.2.7/32",
        "for=\"[2001:db8:1:2::9]:80\" | 2001:db8:1:2::/64",
        "for=_hidden | 10.0.0.1/32",
        "proto=https | 10.0.0.1/32",
        "for=\"6.6.6.6 | 10.0.0.1/32",
      })
  void readsTheStandardField(String field, String expected) {
    ClientNetworks networks = new ClientNetworks(PROXIES, ForwardedFamily.FORWARDED, 32, 64);
    MultivaluedMap<String, String> headers = headers("Forwarded", field);
    headers.putSingle("X-Forwarded-For", "6.6.6.6");

    assertThat(networks.of(address("10.0.0.1"), headers)).hasValue(expected);
  }

  @Test
  void takesAsManyBitsAsAreSet() {
    ClientNetworks wide =
        new ClientNetworks(TrustedPeers.none(), ForwardedFamily.FORWARDED, 20, 44);

    assertThat(wide.of(address("192.0.255.7"), headers("Forwarded", null)))
        .hasValue("192.0.240.0/20");
    assertThat(wide.of(address("2001:db8:1:2f::1"), headers("Forwarded", null)))
        .hasValue("2001:db8::/44");
    ClientNetworks whole =
        new ClientNetworks(TrustedPeers.none(), ForwardedFamily.FORWARDED, 32, 128);
    assertThat(whole.of(address("2001:db8::1"), headers("Forwarded", null)))
        .hasValue("2001:db8::1/128");
  }

  @Test
  void knowsNothingWhereTheContainerTellsNoPeer() {
    ClientNetworks networks = new ClientNetworks(PROXIES, ForwardedFamily.X_FORWARDED, 32, 64);

    assertThat(networks.of(Optional.empty(), headers("X-Forwarded-For", "192.0.2.7"))).isEmpty();
  }

  private static MultivaluedMap<String, String> headers(String name, String value) {
    MultivaluedMap<String, String> headers = new MultivaluedHashMap<>();
    if (value != null) {
      headers.add(name, value);
    }
    return headers;
  }

  private static Optional<InetAddress> address(String text) {
    try {
      return Optional.of(InetAddress.getByName(text));
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }
}
