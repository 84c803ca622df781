package io.github.jerseymcp.server;

import static io.github.jerseymcp.server.Fixture.ISSUER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.edge.ForwardedFamily;
import io.github.jerseymcp.testing.Answer;
import io.github.jerseymcp.testing.Call;
import io.github.jerseymcp.testing.InProcess;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Behind a proxy, metadata, challenge and audience follow the trusted proxy and nobody else. */
class ForwardedOriginTest {

  /** Stands for the connection: the test says from where each request comes. */
  private static final String PEER = "Test-Peer";

  private static final InProcess RFC_7239 = server(ForwardedFamily.FORWARDED);
  private static final InProcess LEGACY = server(ForwardedFamily.X_FORWARDED);
  private static final String WELL_KNOWN = "/.well-known/oauth-protected-resource/mcp";

  static Stream<Arguments> followed() {
    return Stream.of(
        row("FW-01 a trusted peer", RFC_7239, c -> forwarded(c, "host=a.example;proto=https")),
        row(
            "FW-02 the element of the last trusted hop",
            RFC_7239,
            c ->
                forwarded(
                    c, "for=6.6.6.6;host=evil.example;proto=https, host=a.example;proto=https")),
        row(
            "FW-02 a chain of trusted hops",
            RFC_7239,
            c ->
                forwarded(
                    c, "for=1.2.3.4;host=a.example;proto=https, for=10.0.0.2;host=in;proto=http")),
        row(
            "FW-02 a chain in several fields",
            RFC_7239,
            c ->
                forwarded(c, "for=6.6.6.6;host=evil.example;proto=https")
                    .header("Forwarded", "for=1.2.3.4;host=a.example;proto=https")),
        row(
            "FW-03 names in capitals, quotes, order",
            RFC_7239,
            c -> forwarded(c, "PROTO=https;Host=\"a.example\";FOR=\"[2001:db8::1]:4711\"")),
        row(
            "FW-03 unknown and obfuscated nodes",
            RFC_7239,
            c -> forwarded(c, "for=unknown;by=_hidden;host=a.example;proto=https")),
        row(
            "FW-05 the other family is not read",
            RFC_7239,
            c ->
                forwarded(c, "host=a.example;proto=https")
                    .header("X-Forwarded-Host", "b.example:8443")),
        row(
            "FW-05 X-Forwarded alone",
            LEGACY,
            c ->
                c.header(PEER, "10.0.0.1")
                    .header("X-Forwarded-Host", "a.example")
                    .header("X-Forwarded-Proto", "https")),
        row(
            "FW-05 X-Forwarded and not Forwarded",
            LEGACY,
            c ->
                forwarded(c, "host=b.example:8443;proto=https")
                    .header("X-Forwarded-Host", "evil.example, a.example")
                    .header("X-Forwarded-Proto", "https")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("followed")
  void followsTheTrustedProxy(String row, InProcess server, UnaryOperator<Call> change) {
    speaksOf("https://a.example", server, change);
  }

  @Test
  void speaksOfAnotherOriginForAnotherRequestFw04() {
    speaksOf(
        "https://b.example:8443",
        RFC_7239,
        c -> forwarded(c, "host=\"b.example:8443\";proto=https"));
  }

  static Stream<Arguments> refused() {
    String good = "host=a.example;proto=https";
    return Stream.of(
        row("FW-01 a peer that is not trusted", RFC_7239, c -> from(c, "6.6.6.6", good)),
        row("FW-01 a neighbour of the network", RFC_7239, c -> from(c, "10.1.0.1", good)),
        row("FW-01 no address at all", RFC_7239, c -> c.header("Forwarded", good)),
        row("FW-03 a scheme that is none", RFC_7239, c -> forwarded(c, "host=a.example;proto=ftp")),
        row("FW-03 no scheme", RFC_7239, c -> forwarded(c, "host=a.example")),
        row("FW-03 no host", RFC_7239, c -> forwarded(c, "proto=https")),
        row("FW-03 malformed", RFC_7239, c -> forwarded(c, "host=a.example;proto=https;;=")),
        row("FW-03 an open quote", RFC_7239, c -> forwarded(c, "host=\"a.example;proto=https")),
        row("FW-03 a parameter twice", RFC_7239, c -> forwarded(c, "host=evil.example;" + good)),
        row(
            "FW-04 a host that is not on the list",
            RFC_7239,
            c -> forwarded(c, "host=evil.example;proto=https")),
        row(
            "FW-04 another port of a host on the list",
            RFC_7239,
            c -> forwarded(c, "host=\"a.example:8443\";proto=https")),
        row("FW-04 http beyond loopback", RFC_7239, c -> forwarded(c, "host=a.example;proto=http")),
        row("FW-05 the wrong family", LEGACY, c -> forwarded(c, good)),
        row("FW-05 no field at all", RFC_7239, c -> c.header(PEER, "10.0.0.1")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void refusesEverythingElse(String row, InProcess server, UnaryOperator<Call> change) {
    for (Answer answer :
        List.of(
            change.apply(server.call("POST", "/mcp")).send(),
            change.apply(server.call("GET", WELL_KNOWN)).send())) {
      assertThat(answer.status()).isEqualTo(421);
      assertThat(answer.all("WWW-Authenticate")).isEmpty();
      assertThat(answer.body()).doesNotContain("evil", "a.example");
    }
  }

  static Stream<Arguments> spoofed() {
    return Stream.of(
        Arguments.of("FW-04 Forwarded", "Forwarded", "host=evil.example;proto=https"),
        Arguments.of("FW-04 X-Forwarded-Host", "X-Forwarded-Host", "evil.example"),
        Arguments.of("FW-04 X-Forwarded-Proto", "X-Forwarded-Proto", "http"),
        Arguments.of("FW-04 X-Forwarded-Prefix", "X-Forwarded-Prefix", "/evil"),
        Arguments.of("FW-04 X-Original-URL", "X-Original-URL", "/evil"),
        Arguments.of("FW-04 X-Forwarded-Server", "X-Forwarded-Server", "evil.example"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("spoofed")
  void ignoresEveryForwardedFieldWithOneFixedOrigin(String row, String name, String value) {
    InProcess fixed = Fixture.start(OpenNotes.class);
    Answer refused = fixed.call("POST", "/mcp").header(name, value).send();
    Answer document = fixed.call("GET", WELL_KNOWN).header(name, value).send();

    assertThat(refused.challenge()).isEqualTo(Expected.ANONYMOUS);
    assertThat(Expected.json(document)).containsEntry("resource", Fixture.ORIGIN + "/mcp");
  }

  private static void speaksOf(String origin, InProcess server, UnaryOperator<Call> change) {
    Answer anonymous = change.apply(server.call("POST", "/mcp")).send();
    assertThat(anonymous.status()).isEqualTo(401);
    assertThat(anonymous.challenge())
        .isEqualTo("Bearer resource_metadata=\"" + origin + WELL_KNOWN + "\"");
    Answer document = change.apply(server.call("GET", WELL_KNOWN)).send();
    assertThat(Expected.json(document)).containsEntry("resource", origin + "/mcp");

    assertThat(status(server, change, origin)).isEqualTo(200);
    assertThat(status(server, change, "https://c.example")).isEqualTo(401);
  }

  private static int status(InProcess server, UnaryOperator<Call> change, String audience) {
    String token = ISSUER.token().audience(audience + "/mcp").sign();
    return change.apply(server.call("POST", "/mcp")).bearer(token).send().status();
  }

  private static Call forwarded(Call call, String value) {
    return from(call, "10.0.0.1", value);
  }

  private static Call from(Call call, String peer, String value) {
    return call.header(PEER, peer).header("Forwarded", value);
  }

  private static InProcess server(ForwardedFamily family) {
    return Fixture.start(
        McpSecurityConfig.builderBehindProxy(
                List.of("10.0.0.0/16"), List.of("a.example", "b.example:8443", "c.example"))
            .issuer(ISSUER.issuer())
            .edge(edge -> edge.withForwardedHeaders(family))
            .edge(edge -> edge.withPeerAddress(request -> address(request.getHeaderString(PEER)))),
        OpenNotes.class);
  }

  private static Optional<InetAddress> address(String text) {
    try {
      return text == null ? Optional.empty() : Optional.of(InetAddress.getByName(text));
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  private static Arguments row(String name, InProcess server, UnaryOperator<Call> change) {
    return Arguments.of(name, server, change);
  }
}
