package io.github.jerseymcp.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginRulesTest {

  private static final PublicOrigin SELF = PublicOrigin.of("https://mcp.example.com");
  private static final OriginRules POLICY =
      OriginRules.sameOrigin()
          .withOrigins(
              "allowedOrigins",
              List.of(
                  "https://App.example.com",
                  "http://localhost:3000",
                  "chrome-extension://abcdefghij"),
              OriginRulesTest::fail);

  @ParameterizedTest(name = "T-01: Origin {0} is allowed: {1}")
  @CsvSource({
    "https://mcp.example.com, true",
    "https://mcp.example.com:443, true",
    "https://app.example.com, true",
    "http://localhost:3000, true",
    "chrome-extension://abcdefghij, true",
    "https://evil.example, false",
    "null, false",
    "NULL, false",
    "'', false",
    "*, false",
    "http://localhost:3000.evil.example, false",
    "http://localhost.evil.example:3000, false",
    "http://localhost:3000/, false",
    "http://localhost:3000@evil.example, false",
    "http://localhost:1, false",
    "http://localhost, false",
    "http://127.0.0.1:3000, false",
    "https://localhost:3000, false",
    "http://mcp.example.com, false",
    "https://mcp.example.com:8443, false",
    "https://mcp.example.com.evil.example, false",
    "https://app.example.com/, false",
    "https://app.example.com https://evil.example, false",
    "'https://app.example.com, https://app.example.com', false",
    "app.example.com, false",
    "//app.example.com, false",
    "https:app.example.com, false",
    "chrome-extension://abcdefghijk, false",
    "chrome-extension://abcdefghij/, false"
  })
  void allowsOnlyWholeOriginsOfTheList(String origin, boolean allowed) {
    assertThat(allows(POLICY, SELF, "Origin", origin)).isEqualTo(allowed);
  }

  @Test
  void letsPassWhatComesFromNoPage() {
    assertThat(allows(POLICY, SELF)).isTrue();
  }

  @Test
  void refusesTwoFieldsEvenIfBothAreAllowed() {
    assertThat(
            allows(
                POLICY,
                SELF,
                "Origin",
                "https://mcp.example.com",
                "Origin",
                "https://mcp.example.com"))
        .isFalse();
  }

  @ParameterizedTest(name = "T-02: {0} on a server at http://127.0.0.1:8080: {1}")
  @CsvSource({
    "http://localhost:8080, true",
    "http://127.0.0.1:8080, true",
    "http://[::1]:8080, true",
    "http://localhost:8081, false",
    "https://localhost:8080, false",
    "http://127.0.0.2:8080, false"
  })
  void allowsEveryNameOfALoopbackServer(String origin, boolean allowed) {
    PublicOrigin self = PublicOrigin.of("http://127.0.0.1:8080");

    assertThat(allows(OriginRules.sameOrigin(), self, "Origin", origin)).isEqualTo(allowed);
  }

  @Test
  void allowsPagesOfALoopbackAddressItListensOn() {
    OriginRules bound = OriginRules.sameOrigin().withBindAddress("127.0.0.1", 8080);
    OriginRules wildcard = OriginRules.sameOrigin().withBindAddress("0.0.0.0", 8080);

    assertThat(allows(bound, SELF, "Origin", "http://localhost:8080")).isTrue();
    assertThat(allows(bound, SELF, "Origin", "http://localhost:8081")).isFalse();
    assertThat(allows(wildcard, SELF, "Origin", "http://localhost:8080")).isFalse();
  }

  @Test
  void saysWhichConfiguredOriginIsNone() {
    List<String> problems = new ArrayList<>();

    OriginRules.sameOrigin()
        .withOrigins(
            "allowedOrigins",
            List.of("*", "null", "http://h", "https://h/x", "file://", "x:y", "1app://h"),
            problems::add);

    assertThat(problems).hasSize(7).allMatch(problem -> problem.startsWith("allowedOrigins "));
  }

  private static boolean allows(OriginRules policy, PublicOrigin self, String... headers) {
    try {
      policy.check(Headers.of(headers), self);
      return true;
    } catch (EdgeException e) {
      assertThat(e.fault()).isEqualTo(EdgeFault.ORIGIN_NOT_ALLOWED);
      return false;
    }
  }

  private static void fail(String problem) {
    throw new AssertionError(problem);
  }
}
