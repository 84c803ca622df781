package io.github.jerseymcp.dpop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** DP-09, with RFC 3986 sections 5.4, 6.2.2 and 6.2.3. */
class TargetUriTest {

  private static final String TARGET = "https://mcp.example.com/mcp";

  @ParameterizedTest
  @ValueSource(
      strings = {
        TARGET,
        "HTTPS://mcp.example.com/mcp",
        "https://MCP.Example.COM/mcp",
        "https://mcp.example.com:443/mcp",
        "https://mcp.example.com:/mcp",
        "https://mcp.example.com/./mcp",
        "https://mcp.example.com/x/../mcp",
        "https://mcp.example.com/../../mcp",
        "https://mcp.example.com/x/%2e%2E/mcp",
        "https://mcp.example.com/%6dcp",
        "https://mcp.example.com/%6Dcp",
        "https://%6dcp.example%2Ecom/mcp",
        "https://mcp.example.com/mcp?x=1",
        "https://mcp.example.com/mcp?x=/../y#z",
        "https://mcp.example.com/mcp#/x",
        "https://mcp.example.com/mcp?",
      })
  void isTheSame(String spelling) {
    assertThat(TargetUri.normalise(spelling)).isEqualTo(TargetUri.normalise(TARGET)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://mcp.example.com/mcp",
        "https://mcp.example.com:8443/mcp",
        "https://mcp.example.com:80/mcp",
        "https://mcp.example.com./mcp",
        "https://example.com/mcp",
        "https://mcp.example.com/mcp/",
        "https://mcp.example.com/MCP",
        "https://mcp.example.com/mcp/..",
        "https://mcp.example.com/mcp/x/..",
        "https://mcp.example.com//mcp",
        "https://mcp.example.com/mcp;x=1",
        "https://mcp.example.com/mcp%2F",
        "https://mcp.example.com/mc%2570",
        "https://mcp.example.com",
      })
  void isAnother(String spelling) {
    assertThat(TargetUri.normalise(spelling)).isPresent().isNotEqualTo(TargetUri.normalise(TARGET));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/mcp",
        "//mcp.example.com/mcp",
        "mcp.example.com/mcp",
        "https:/mcp.example.com/mcp",
        "https:mcp.example.com/mcp",
        "ftp://mcp.example.com/mcp",
        "x?://mcp.example.com/mcp",
        "https:///mcp",
        "https://:443/mcp",
        "https://user@mcp.example.com/mcp",
        "https://user:443@mcp.example.com/mcp",
        "https://mcp.example.com@evil.example/mcp",
        "https://mcp.example.com:443:443/mcp",
        "https://mcp.example.com:0443/mcp",
        "https://mcp.example.com:0/mcp",
        "https://mcp.example.com:65536/mcp",
        "https://mcp.example.com:999999999999/mcp",
        "https://mcp.example.com:44a/mcp",
        "https://mcp.example.com:-1/mcp",
        "https://mcp.example.com/m cp",
        " https://mcp.example.com/mcp",
        "https://mcp.example.com/mcp\n",
        "https://mcp.example.com\\mcp",
        "https://mcp.example.com/\\mcp",
        "https://mcp.example.com/mcp%",
        "https://mcp.example.com/mcp%6",
        "https://mcp.example.com/mcp%zz",
        "https://mcp.example.com/mc\u0440",
        "https://mcp.\u0435xample.com/mcp",
        "https://mcp.example.com/\u0000",
        "https://[::1/mcp",
        "https://[]/mcp",
        "https://[::1]x/mcp",
        "https://[v1.x]/mcp",
        "https://[::\uff11]/mcp",
      })
  void isNone(String malformed) {
    assertThat(TargetUri.normalise(malformed)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "https://h, https://h/",
    "https://h?x, https://h/",
    "https://h/, https://h/",
    "http://h:80/a, http://h/a",
    "http://h:443/a, http://h:443/a",
    "https://[::A]:443/a, https://[::a]/a",
    "https://[2001:DB8::1]:8443/a, https://[2001:db8::1]:8443/a",
    "https://h/%7euser, https://h/~user",
    "https://h/%c3%a9, https://h/%C3%A9",
    "https://h/a%2fb, https://h/a%2Fb",
    "https://h/a/./b/../c/, https://h/a/c/",
    "https://h/a/b/., https://h/a/b/",
    "https://h/a/b/.., https://h/a/",
    "https://h/.., https://h/",
    "https://h/..., https://h/...",
    "https://h/.a/..b/c., https://h/.a/..b/c.",
    "https://h//a/../b, https://h//b",
    "https://h//.., https://h/",
    "https://h/a//../b, https://h/a/b",
    "https://h/a/../../../b, https://h/b",
  })
  void isBroughtIntoNormalForm(String uri, String normal) {
    assertThat(TargetUri.normalise(uri)).contains(normal);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://h/a/b/../c", "https://h//x/", "http://h:81/%2F%41", "https://h"})
  void isLeftAloneTheSecondTime(String uri) {
    String normal = TargetUri.normalise(uri).orElseThrow();

    assertThat(TargetUri.normalise(normal)).contains(normal);
  }
}
