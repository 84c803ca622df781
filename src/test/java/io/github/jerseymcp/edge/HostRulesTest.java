package io.github.jerseymcp.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostRulesTest {

  private static final HostRules PUBLIC =
      HostRules.of(PublicOrigin.of("https://mcp.example.com"))
          .withBindAddress("127.0.0.1", 8080)
          .withHosts(
              "allowedHosts",
              List.of("Alias.example.com", "other.example.com:9000", "10.1.2.3:8080"),
              HostRulesTest::fail);

  @ParameterizedTest(name = "T-02: Host {0} is allowed: {1}")
  @CsvSource({
    "mcp.example.com, true",
    "MCP.EXAMPLE.COM, true",
    "mcp.example.com:443, true",
    "mcp.example.com:80, false",
    "mcp.example.com:8443, false",
    "127.0.0.1:8080, true",
    "localhost:8080, true",
    "LocalHost:8080, true",
    "[::1]:8080, true",
    "[0:0::1]:8080, true",
    "127.0.0.1, false",
    "localhost:8081, false",
    "localhost, false",
    "127.0.0.2:8080, false",
    "alias.example.com, true",
    "alias.example.com:443, true",
    "alias.example.com:80, true",
    "alias.example.com:8080, false",
    "other.example.com:9000, true",
    "other.example.com, false",
    "10.1.2.3:8080, true",
    "evil.example, false",
    "mcp.example.com.evil.example, false",
    "evil.mcp.example.com, false",
    "localhost.evil.example:8080, false",
    "user@mcp.example.com, false",
    "mcp.example.com@evil.example, false",
    "' mcp.example.com', false",
    "'mcp.example.com ', false",
    "'mcp.example.com, mcp.example.com', false",
    "mcp.example.com., false",
    "mcp.example.com:, false",
    "mcp.example.com:0443, false",
    "mcp.example.com:x, false",
    "mcp.example.com/, false",
    "https://mcp.example.com, false",
    "'', false",
    "*, false",
    "[::1:8080, false",
    "::1, false",
    "2130706433:8080, false"
  })
  void answersOnlyToItsOwnHosts(String host, boolean allowed) {
    assertThat(allows(PUBLIC, "Host", host)).isEqualTo(allowed);
  }

  @Test
  void refusesAnAbsentAndARepeatedHost() {
    assertThat(allows(PUBLIC)).isFalse();
    assertThat(allows(PUBLIC, "Host", "mcp.example.com", "host", "mcp.example.com")).isFalse();
  }

  @Test
  void answersToEveryLoopbackNameOfALoopbackOrigin() {
    HostRules policy = HostRules.of(PublicOrigin.of("http://localhost:3000"));

    assertThat(List.of("localhost:3000", "127.0.0.1:3000", "[::1]:3000"))
        .allMatch(host -> allows(policy, "Host", host));
    assertThat(allows(policy, "Host", "localhost:3001")).isFalse();
  }

  @Test
  void addsNothingForAWildcardAddress() {
    HostRules policy =
        HostRules.of(PublicOrigin.of("https://h"))
            .withBindAddress("0.0.0.0", 80)
            .withBindAddress("::", 80);

    assertThat(allows(policy, "Host", "0.0.0.0")).isFalse();
    assertThat(allows(policy, "Host", "[::]")).isFalse();
    assertThat(allows(policy, "Host", "localhost")).isFalse();
    assertThatThrownBy(() -> policy.withBindAddress("127.0.0.1", 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void saysWhichConfiguredHostIsNone() {
    List<String> problems = new ArrayList<>();

    HostRules.ofHosts(
        "allowedHosts", List.of("*", "*.example.com", "https://h", "h/x"), problems::add);
    HostRules.ofHosts("allowedHosts", List.of(), problems::add);

    assertThat(problems).hasSize(5).allMatch(problem -> problem.startsWith("allowedHosts "));
  }

  private static boolean allows(HostRules policy, String... headers) {
    try {
      policy.check(Headers.of(headers));
      return true;
    } catch (EdgeException e) {
      assertThat(e.fault()).isEqualTo(EdgeFault.HOST_NOT_ALLOWED);
      return false;
    }
  }

  private static void fail(String problem) {
    throw new AssertionError(problem);
  }
}
