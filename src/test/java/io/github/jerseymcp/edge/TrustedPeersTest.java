package io.github.jerseymcp.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedPeersTest {

  @ParameterizedTest(name = "FW-01: {0} contains {1}: {2}")
  @CsvSource({
    "10.1.0.0/16, 10.1.255.255, true",
    "10.1.0.0/16, 10.2.0.0, false",
    "10.1.2.3, 10.1.2.3, true",
    "10.1.2.3, 10.1.2.4, false",
    "192.0.2.128/25, 192.0.2.129, true",
    "192.0.2.128/25, 192.0.2.127, false",
    "10.1.0.0/16, ::ffff:10.1.2.3, true",
    "::ffff:10.1.0.0/112, 10.1.2.3, true",
    "::ffff:10.1.0.0/112, 10.2.2.3, false",
    "::ffff:10.1.2.3, 10.1.2.3, true",
    "2001:db8::/32, 2001:db8:1::1, true",
    "2001:db8::/32, 2001:db9::1, false",
    "::1, ::1, true",
    "::1, 127.0.0.1, false",
    "128.0.0.0/1, 200.1.1.1, true",
    "a00::/8, 10.0.0.1, false"
  })
  void comparesWholeNetworks(String network, String address, boolean contained) {
    TrustedPeers peers =
        TrustedPeers.parse(
            "trustedPeers",
            List.of(network),
            problem -> {
              throw new AssertionError(problem);
            });

    assertThat(peers.contains(IpAddress.parse(address).orElseThrow())).isEqualTo(contained);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "proxy.example.com",
        "10.1.0.0/",
        "10.1.0.0/33",
        "10.1.0.0/-1",
        "10.1.0.0/255.255.0.0",
        "10.1/16",
        "10.1.0.1/16",
        "0.0.0.0/0",
        "::/0",
        "::ffff:0:0/96",
        "[::1]",
        "fe80::1%eth0",
        ""
      })
  void saysWhichEntryIsNoNetwork(String entry) {
    List<String> problems = new ArrayList<>();

    TrustedPeers peers = TrustedPeers.parse("trustedPeers", List.of(entry), problems::add);

    assertThat(peers.isEmpty()).isTrue();
    assertThat(problems).singleElement().asString().startsWith("trustedPeers \"" + entry + "\" ");
  }

  @Test
  void trustsNobodyByDefault() {
    assertThat(TrustedPeers.none().isEmpty()).isTrue();
    assertThat(TrustedPeers.none().contains(IpAddress.parse("127.0.0.1").orElseThrow())).isFalse();
  }
}
