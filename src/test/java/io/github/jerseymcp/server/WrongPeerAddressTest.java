package io.github.jerseymcp.server;

import static io.github.jerseymcp.server.Fixture.ISSUER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.container.PeerAddress;
import io.github.jerseymcp.testing.InProcess;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A source of peer addresses that an application wrote, and wrote wrong. */
class WrongPeerAddressTest {

  static Stream<Arguments> wrong() {
    return Stream.of(
        row(
            "one that throws",
            request -> {
              throw new IllegalStateException("no connection");
            }),
        row("one that answers null", request -> null));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrong")
  void makesNoProxyBelievedAndFailsNoRequest(String row, PeerAddress source) {
    InProcess server =
        Fixture.start(
            McpSecurityConfig.builderBehindProxy(List.of("10.0.0.0/16"), List.of("a.example"))
                .issuer(ISSUER.issuer())
                .edge(edge -> edge.withPeerAddress(source)),
            OpenNotes.class);
    String token = ISSUER.token().audience("https://a.example/mcp").sign();

    int status =
        server
            .call("POST", "/mcp")
            .header("Forwarded", "host=a.example;proto=https")
            .bearer(token)
            .send()
            .status();

    assertThat(status).as(row).isEqualTo(421);
  }

  private static Arguments row(String name, PeerAddress source) {
    return Arguments.of(name, source);
  }
}
