package io.github.jerseymcp.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicOriginTest {

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "https://mcp.example.com, https://mcp.example.com",
    "HTTPS://MCP.Example.COM, https://mcp.example.com",
    "https://mcp.example.com/, https://mcp.example.com",
    "https://mcp.example.com:443, https://mcp.example.com",
    "https://mcp.example.com:8443, https://mcp.example.com:8443",
    "http://localhost:8080, http://localhost:8080",
    "http://LOCALHOST:80/, http://localhost",
    "http://127.0.0.1:8080, http://127.0.0.1:8080",
    "http://127.9.9.9, http://127.9.9.9",
    "http://[::1]:8080, http://[::1]:8080",
    "http://[0:0:0:0:0:0:0:1], http://[::1]",
    "https://[2001:DB8:0:0:1:0:0:1]:443, https://[2001:db8::1:0:0:1]",
    "https://[2001:db8::], https://[2001:db8::]",
    "https://[1:2:3:4:5:6:7:8], https://[1:2:3:4:5:6:7:8]",
    "https://[1:0:3:4:5:6:7:8], https://[1:0:3:4:5:6:7:8]",
    "https://[::ffff:192.0.2.1], https://[::ffff:c000:201]",
    "https://xn--bcher-kva.example, https://xn--bcher-kva.example",
    "https://my_host.internal, https://my_host.internal"
  })
  void writesTheCanonicalForm(String given, String canonical) {
    PublicOrigin origin = PublicOrigin.of(given);

    assertThat(origin).hasToString(canonical).isEqualTo(PublicOrigin.of(canonical));
    assertThat(origin.hashCode()).isEqualTo(PublicOrigin.of(canonical).hashCode());
  }

  @ParameterizedTest(name = "PRM-01: {0}")
  @CsvSource({
    "mcp.example.com, must start with https://",
    "//mcp.example.com, must start with https://",
    "ftp://mcp.example.com, must start with https://",
    "' https://mcp.example.com', must start with https://",
    "http://mcp.example.com, must use https",
    "http://127.evil.example, must use https",
    "http://localhost.evil.example, must use https",
    "http://10.0.0.1, must use https",
    "https://mcp.example.com/mcp, must not have a path",
    "https://mcp.example.com//, must not have a path",
    "https://mcp.example.com?x=1, must not have a query",
    "https://mcp.example.com/#x, must not have a fragment",
    "https://bücher.example, must give an international host name",
    "https://, must have a host",
    "https://:443, must have a host",
    "https://h:, must have a host",
    "https://h:0, must have a host",
    "https://h:065, must have a host",
    "https://h:65536, must have a host",
    "https://h:+80, must have a host",
    "https://h:80:80, must have a host",
    "https://a..b, must have a host",
    "https://a.b., must have a host",
    "https://*.example.com, must have a host",
    "https://a b, must have a host",
    "https://a\\b, must have a host",
    "https://a%2eb, must have a host",
    "https://1.2.3, must have a host",
    "https://1.2.3.256, must have a host",
    "https://01.2.3.4, must have a host",
    "https://2130706433, must have a host",
    "https://0x7f000001, must have a host",
    "https://::1, must have a host",
    "https://[::1, must have a host",
    "https://[::1]x, must have a host",
    "https://[127.0.0.1], must have a host",
    "https://[::1%eth0], must have a host",
    "https://[1:2:3:4:5:6:7], must have a host",
    "https://[1:2:3:4:5:6:7:8:9], must have a host",
    "https://[1::2::3], must have a host",
    "https://[:1:2:3:4:5:6:7:8], must have a host",
    "https://[1:2:3:4:5:6:7:], must have a host",
    "https://[12345::], must have a host",
    "https://[::1.2.3], must have a host",
    "https://[1:2:3:4:5:6:7:1.2.3.4], must have a host",
    "https://[1:2:3:4:5:6:7::8], must have a host"
  })
  void refusesWhatIsNoOriginAndSaysWhy(String given, String reason) {
    List<String> problems = new ArrayList<>();

    assertThat(PublicOrigin.parse("publicOrigin", given, problems::add)).isEmpty();

    assertThat(problems)
        .singleElement()
        .asString()
        .startsWith("publicOrigin \"" + given + "\" ")
        .contains(reason);
  }

  @Test
  void collectsEveryProblemOfOneValue() {
    List<String> problems = new ArrayList<>();

    PublicOrigin.parse("publicOrigin", "http://mcp.example.com/x?y#z", problems::add);

    assertThat(problems).hasSize(4);
  }

  @Test
  void refusesUserInformationWithoutRepeatingIt() {
    List<String> problems = new ArrayList<>();

    assertThat(PublicOrigin.parse("publicOrigin", "https://a:secret@h", problems::add)).isEmpty();

    assertThat(problems).containsExactly("publicOrigin must not name a user or password");
  }

  @Test
  void tellsItsParts() {
    PublicOrigin origin = PublicOrigin.of("https://[::1]");

    assertThat(origin.scheme()).isEqualTo("https");
    assertThat(origin.host()).isEqualTo("[::1]");
    assertThat(origin.port()).isEqualTo(443);
    assertThat(origin.isLoopback()).isTrue();
    assertThat(PublicOrigin.of("https://h").isLoopback()).isFalse();
    assertThatThrownBy(() -> PublicOrigin.of("http://h"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must use https");
  }
}
