package io.github.jerseymcp.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.jerseymcp.testsupport.http.RawServer;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a stranger may make us ask: negative cases 3 to 5. */
class FetchPolicyTest {

  private static final FetchPolicy POLICY =
      FetchPolicy.strict().withTimeout(Duration.ofMillis(700));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://auth.example.com/",
        "http://127.0.0.1/",
        "ftp://auth.example.com/",
        "file:///etc/passwd",
        "jar:file:/x!/y",
        "javascript:alert(1)",
        "https:///x",
        "https:opaque",
        "/relative",
        "https://user@auth.example.com/",
        "https://user:secret@auth.example.com/",
        "https://auth.example.com/#fragment",
        "https://auth_example/",
        "https://auth.example.com:0/",
        "https://auth.example.com:65536/",
        "https://auth.example.com./",
        "https://2130706433/",
        "https://0/",
        "https://0x7f.1/",
        "https://127.1/",
        "https://0177.0.0.1/",
        "https://0x7f000001/",
        "https://auth.example.0x1/",
        "https://[fe80::1%25eth0]/"
      })
  void asksNoSuchAddress(String address) {
    List<String> asked = new ArrayList<>();
    Fetcher fetcher = fetcher(POLICY, host -> found(asked, host, "1.1.1.1"));

    assertFault(fetcher, address, FetchFault.ADDRESS);
    assertThat(asked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1/",
        "https://10.0.0.1/",
        "https://100.64.0.1/",
        "https://169.254.169.254/",
        "https://172.31.255.255/",
        "https://192.0.0.8/",
        "https://192.168.1.1/",
        "https://198.18.0.1/",
        "https://198.19.255.255/",
        "https://203.0.113.7/",
        "https://224.0.0.1/",
        "https://255.255.255.255/",
        "https://240.0.0.1/",
        "https://0.0.0.0/",
        "https://[::]/",
        "https://[::1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://[::10.0.0.1]/",
        "https://[64:ff9b::a00:1]/",
        "https://[64:ff9b:1::1]/",
        "https://[2002:a00:1::]/",
        "https://[2001:0:53aa:64c::1]/",
        "https://[2001:db8::1]/",
        "https://[3fff::1]/",
        "https://[5f00::1]/",
        "https://[fd00::1]/",
        "https://[fe80::1]/",
        "https://[fec0::1]/",
        "https://[ff02::1]/",
        "https://localhost/"
      })
  void connectsToNothingInsideANetwork(String address) {
    assertFault(fetcher(POLICY, InetAddress::getAllByName), address, FetchFault.NOT_PUBLIC);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "100.63.255.255",
        "172.32.0.1",
        "198.20.0.1",
        "2606:4700::1111",
        "64:ff9b::101:101",
        "2002:101:101::"
      })
  void admitsTheOpenInternet(String address) throws Exception {
    assertThat(POLICY.admits("auth.example.com", InetAddress.getAllByName(address)[0])).isTrue();
  }

  @Test
  void refusesAHostIfOneOfItsAddressesIsInside() {
    try (RawServer inside = RawServer.start(RawServer.text(""))) {
      Fetcher fetcher =
          fetcher(POLICY, host -> found(new ArrayList<>(), host, "192.0.3.1", "127.0.0.1"));

      assertFault(fetcher, "https://both.example:" + inside.port(), FetchFault.NOT_PUBLIC);
      assertThat(inside.requests()).isEmpty();
    }
  }

  /** A name that answers with a public address first and a private one at the next lookup. */
  @Test
  void connectsToTheAddressThatWasChecked() {
    try (RawServer inside = RawServer.start(RawServer.text(""))) {
      List<String> lookups = new ArrayList<>();
      Fetcher fetcher =
          fetcher(
              POLICY,
              host ->
                  lookups.isEmpty()
                      ? found(lookups, host, "192.0.3.1")
                      : found(lookups, host, "127.0.0.1"));

      assertThatExceptionOfType(FetchFailedException.class)
          .isThrownBy(
              () ->
                  fetcher.document(URI.create("https://rebind.example:" + inside.port()), soon()));

      assertThat(lookups).hasSize(1);
      assertThat(inside.requests()).isEmpty();
    }
  }

  @Test
  void looksUpAgainForEachExchange() {
    try (RawServer inside = RawServer.start(RawServer.text(""))) {
      Fetcher fetcher = fetcher(POLICY, host -> found(new ArrayList<>(), host, "127.0.0.1"));

      assertFault(fetcher, "https://rebind.example:" + inside.port(), FetchFault.NOT_PUBLIC);
      assertThat(inside.requests()).isEmpty();
    }
  }

  @Test
  void speaksHttpWithThisMachineAlone() {
    FetchPolicy loopback = POLICY.withLoopback();

    assertThat(loopback.admits(URI.create("http://127.0.0.1:8080/x"))).isTrue();
    assertThat(loopback.admits(URI.create("http://localhost:8080/x"))).isTrue();
    assertThat(loopback.admits(URI.create("http://[::1]:8080/x"))).isTrue();
    assertThat(loopback.admits(URI.create("http://10.0.0.1/x"))).isFalse();
    assertThat(loopback.admits(URI.create("http://auth.example.com/x"))).isFalse();
    assertFault(
        fetcher(loopback, host -> found(new ArrayList<>(), host, "1.1.1.1")),
        "http://localhost/",
        FetchFault.NOT_PUBLIC);
    assertFault(
        fetcher(loopback, host -> found(new ArrayList<>(), host, "127.0.0.1")),
        "https://auth.example.com/",
        FetchFault.NOT_PUBLIC);
  }

  @Test
  void admitsTheNetworksThatAreNamed() throws Exception {
    FetchPolicy company = POLICY.withAddresses("10.1.0.0/16", "fd00:1::/32");

    assertThat(company.admits("auth.corp", InetAddress.getAllByName("10.1.2.3")[0])).isTrue();
    assertThat(company.admits("auth.corp", InetAddress.getAllByName("fd00:1::7")[0])).isTrue();
    assertThat(company.admits("auth.corp", InetAddress.getAllByName("10.2.0.1")[0])).isFalse();
    assertThat(company.admits("auth.corp", InetAddress.getAllByName("127.0.0.1")[0])).isFalse();
  }

  @Test
  void namesEachMistake() {
    assertThat(POLICY.problems()).isEmpty();
    assertThat(
            FetchPolicy.strict()
                .withAddresses("10.0.0.0/33", "auth.example.com", "10.1", "0.0.0.0/0")
                .withConnectTimeout(Duration.ZERO)
                .withTimeout(Duration.ofHours(1))
                .withMaximumBytes(1)
                .problems())
        .hasSize(7)
        .allMatch(problem -> problem.startsWith("fetch."));
  }

  private static void assertFault(Fetcher fetcher, String address, FetchFault fault) {
    assertThatExceptionOfType(FetchFailedException.class)
        .isThrownBy(() -> fetcher.document(URI.create(address), soon()))
        .satisfies(e -> assertThat(e.fault()).isEqualTo(fault));
  }

  private static long soon() {
    return System.nanoTime() + 5_000_000_000L;
  }

  private static InetAddress[] found(List<String> asked, String host, String... addresses)
      throws UnknownHostException {
    asked.add(host);
    InetAddress[] found = new InetAddress[addresses.length];
    for (int i = 0; i < addresses.length; i++) {
      found[i] = InetAddress.getAllByName(addresses[i])[0];
    }
    return found;
  }

  private static HttpComponentsFetcher fetcher(FetchPolicy policy, CheckedLookup.Lookup lookup) {
    try {
      return new HttpComponentsFetcher(policy, lookup, SSLContext.getDefault());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
