package io.github.jerseymcp.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForwardedHeadersTest {

  private static final Optional<InetAddress> PROXY = address(10, 0, 0, 1);
  private static final Optional<InetAddress> STRANGER = address(192, 0, 2, 7);
  private static final TrustedPeers TRUSTED =
      TrustedPeers.parse(
          "trustedPeers", List.of("10.0.0.0/24", "2001:db8::/64"), ForwardedHeadersTest::fail);
  private static final HostRules HOSTS =
      HostRules.ofHosts(
          "allowedHosts",
          List.of(
              "good.example",
              "port.example:8443",
              "internal.example",
              "[2001:db8::5]:8443",
              "localhost:8080"),
          ForwardedHeadersTest::fail);
  private static final ForwardedHeaders STANDARD =
      new ForwardedHeaders(TRUSTED, ForwardedFamily.FORWARDED, HOSTS);
  private static final ForwardedHeaders DE_FACTO =
      new ForwardedHeaders(TRUSTED, ForwardedFamily.X_FORWARDED, HOSTS);

  @ParameterizedTest(name = "{0}: {1} gives {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "FW-02 | for=192.0.2.7;host=good.example;proto=https | https://good.example",
        "FW-02 | for=x;host=internal.example;proto=https, for=192.0.2.7;host=good.example;proto=https"
            + " | https://good.example",
        "FW-02 | for=192.0.2.7;host=good.example;proto=https, for=10.0.0.2;host=internal.example;proto=https"
            + " | https://good.example",
        "FW-02 | host=internal.example;proto=https, for=192.0.2.7;host=good.example;proto=https,"
            + " for=10.0.0.2;host=x;proto=http | https://good.example",
        "FW-02 | for=192.0.2.7;host=good.example;proto=https, for=\"[2001:db8::9]:4711\";host=x"
            + " | https://good.example",
        "FW-02 | for=10.0.0.3;host=good.example;proto=https, for=10.0.0.2;host=x"
            + " | https://good.example",
        "FW-02 | host=good.example;proto=https;for=9.9.9.9, for=unknown;host=internal.example;proto=https"
            + " | https://internal.example",
        "FW-02 | host=good.example;proto=https;for=9.9.9.9, for=_hidden;host=internal.example;proto=https"
            + " | https://internal.example",
        "FW-03 | FOR=192.0.2.7;Host=GOOD.example;PROTO=HTTPS | https://good.example",
        "FW-03 | for=\"[2001:db8:1::7]:4711\";host=\"port.example:8443\";proto=https"
            + " | https://port.example:8443",
        "FW-03 | host=port.example:8443;proto=https | https://port.example:8443",
        "FW-03 | host=\"[2001:DB8:0::5]:8443\";proto=https | https://[2001:db8::5]:8443",
        "FW-03 | host=\"go\\od.example\";proto=\"https\";by=_me;secret=\"a,b;c\"| https://good.example",
        "FW-03 | for=192.0.2.7; host=good.example ; proto=https ,  | https://good.example",
        "FW-03 | host=good.example:443;proto=https | https://good.example",
        "FW-03 | host=\"localhost:8080\";proto=http | http://localhost:8080"
      })
  void takesWhatTheLastTrustedHopAdded(String id, String field, String origin) throws Exception {
    assertThat(STANDARD.originFor(PROXY, Headers.of("Forwarded", field)).orElseThrow())
        .as(id)
        .hasToString(origin);
  }

  @ParameterizedTest(name = "{0}: {1} is refused")
  @CsvSource(
      delimiter = '|',
      value = {
        "FW-04 | for=192.0.2.7;host=evil.example;proto=https",
        "FW-04 | host=good.example;proto=https, for=192.0.2.7;host=evil.example;proto=https",
        "FW-04 | host=good.example;proto=https, for=192.0.2.7;proto=https",
        "FW-04 | host=good.example;proto=https, for=192.0.2.7;host=good.example",
        "FW-04 | for=192.0.2.7",
        "FW-04 | host=good.example;proto=http",
        "FW-04 | host=good.example:8443;proto=https",
        "FW-04 | host=good.example:80;proto=https",
        "FW-04 | host=port.example;proto=https",
        "FW-03 | host=good.example;proto=ftp",
        "FW-03 | host=good.example;proto=\"https://x\"",
        "FW-03 | host=\"good.example/x\";proto=https",
        "FW-03 | host=\"a@good.example\";proto=https",
        "FW-03 | host=\"good.example\";proto=https;host=\"good.example\"",
        "FW-03 | host=\"good.example;proto=https",
        "FW-03 | for=\"x, for=\"192.0.2.7\";host=good.example;proto=https",
        "FW-03 | host = good.example;proto=https",
        "FW-03 | good.example",
        "FW-03 | =good.example;host=good.example;proto=https",
        "FW-03 | host=good.example;proto=https;x",
        "FW-03 | host=good.example proto=https",
        "FW-03 | ''"
      })
  void refusesWhatATrustedProxyDidNotNameClearly(String id, String field) {
    assertRefused(id, STANDARD, Headers.of("Forwarded", field));
  }

  @Test
  void readsRepeatedFieldsAsOneList() throws Exception {
    Headers headers =
        Headers.of(
            "Forwarded", "host=evil.example;proto=https",
            "Forwarded", "for=192.0.2.7;host=good.example;proto=https, for=10.0.0.2");

    assertThat(STANDARD.originFor(PROXY, headers))
        .contains(PublicOrigin.of("https://good.example"));
  }

  @Test
  void boundsTheNumberOfElements() {
    assertRefused(
        "T-34",
        STANDARD,
        Headers.of("Forwarded", "host=good.example;proto=https, ".repeat(1000) + "for=10.0.0.1"));
  }

  @Test
  void ignoresTheFieldsOfAnUntrustedPeer() throws Exception {
    Headers headers =
        Headers.of(
            "Forwarded", "host=good.example;proto=https",
            "X-Forwarded-Host", "good.example",
            "X-Forwarded-Proto", "https");

    assertThat(STANDARD.originFor(STRANGER, headers)).as("FW-01").isEmpty();
    assertThat(DE_FACTO.originFor(STRANGER, headers)).as("FW-01").isEmpty();
    assertThat(STANDARD.originFor(Optional.empty(), headers)).as("FW-01").isEmpty();
  }

  @Test
  void refusesTheRequestOfAnUntrustedPeerWhenOnlyAProxyTellsTheOrigin() throws Exception {
    OriginSource source = OriginSource.behindProxy(STANDARD);
    Headers headers = Headers.of("Forwarded", "host=good.example;proto=https");

    assertThat(source.originOf(PROXY, headers)).hasToString("https://good.example");
    assertThatThrownBy(() -> source.originOf(STRANGER, headers)).isInstanceOf(EdgeException.class);
  }

  @ParameterizedTest(name = "FW-05: {0} with the other family only")
  @CsvSource({"FORWARDED", "X_FORWARDED"})
  void readsOneFamilyAlone(ForwardedFamily family) {
    Headers other =
        family == ForwardedFamily.X_FORWARDED
            ? Headers.of("Forwarded", "host=good.example;proto=https", "Host", "good.example")
            : Headers.of("X-Forwarded-Host", "good.example", "X-Forwarded-Proto", "https");

    assertRefused("FW-05", new ForwardedHeaders(TRUSTED, family, HOSTS), other);
  }

  @ParameterizedTest(name = "{0}: for {1}, host {2}, proto {3} gives {4}")
  @CsvSource(
      delimiter = '|',
      value = {
        "FW-02 | 192.0.2.7 | good.example | https | https://good.example",
        "FW-02 | 192.0.2.7 | internal.example, good.example | http, https | https://good.example",
        "FW-02 | 10.0.0.9, 192.0.2.7 | internal.example, good.example | https | https://good.example",
        "FW-02 | 192.0.2.7, 10.0.0.2 | good.example | https | https://good.example",
        "FW-02 | 192.0.2.7, 10.0.0.2 | good.example, internal.example | https, http"
            + " | https://good.example",
        "FW-02 | 192.0.2.7, 10.0.0.2:99, [2001:db8::3]:7, 2001:db8::4 | good.example | https"
            + " | https://good.example",
        "FW-02 | evil, 192.0.2.7, 10.0.0.2 | x, good.example, internal.example | http, https, http"
            + " | https://good.example",
        "FW-03 | '' | GOOD.example | HTTPS | https://good.example",
        "FW-04 | 192.0.2.7 | evil.example | https | refused",
        "FW-04 | 192.0.2.7 | good.example, evil.example | https | refused",
        "FW-04 | 192.0.2.7 | good.example, | https | refused",
        "FW-04 | 192.0.2.7 | good.example | http | refused",
        "FW-04 | 192.0.2.7 | good.example | '' | refused",
        "FW-04 | 192.0.2.7 | '' | https | refused",
        "FW-04 | evil, 192.0.2.7, 10.0.0.2 | good.example, internal.example | https | refused"
      })
  void readsTheFieldsWithoutAStandardJustAsStrictly(
      String id, String nodes, String hosts, String schemes, String origin) throws Exception {
    Headers headers = Headers.of();
    if (!nodes.isEmpty()) {
      headers.add("X-Forwarded-For", nodes);
    }
    headers.add("X-Forwarded-Host", hosts);
    headers.add("X-Forwarded-Proto", schemes);

    if (origin.equals("refused")) {
      assertRefused(id, DE_FACTO, headers);
    } else {
      assertThat(DE_FACTO.originFor(PROXY, headers).orElseThrow()).as(id).hasToString(origin);
    }
  }

  @Test
  void neverFallsBackToTheHostField() {
    assertRefused("FW-04", STANDARD, Headers.of("Host", "good.example"));
    assertRefused("FW-04", DE_FACTO, Headers.of("Host", "good.example"));
  }

  private static void assertRefused(String id, ForwardedHeaders forwarded, Headers headers) {
    assertThatThrownBy(() -> forwarded.originFor(PROXY, headers))
        .as(id)
        .isInstanceOfSatisfying(
            EdgeException.class, e -> assertThat(e.fault()).isEqualTo(EdgeFault.HOST_NOT_ALLOWED));
  }

  private static Optional<InetAddress> address(int a, int b, int c, int d) {
    try {
      return Optional.of(
          InetAddress.getByAddress(new byte[] {(byte) a, (byte) b, (byte) c, (byte) d}));
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  private static void fail(String problem) {
    throw new AssertionError(problem);
  }
}
