package io.github.jerseymcp.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedIssuerTest {

  private static final TrustedIssuer GOOD = TrustedIssuer.of("https://auth.example.com");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://auth.example.com",
        "https://auth.example.com/",
        "https://auth.example.com:8443/realms/a",
        "http://127.0.0.1:9000",
        "http://localhost/realms/a",
        "http://[::1]:9000"
      })
  void acceptsHttpsAndLoopback(String issuer) {
    assertThat(TrustedIssuer.of(issuer).problems()).isEmpty();
    assertThat(TrustedIssuer.of(issuer).issuer()).isEqualTo(issuer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "auth.example.com",
        "/auth",
        "http://auth.example.com",
        "http://127.0.0.1.evil.example",
        "http://127.evil.example",
        "http://localhost.evil.example",
        "ftp://auth.example.com",
        "https://",
        "https://auth.example.com?x=y",
        "https://auth.example.com?",
        "https://auth.example.com#x",
        "https://auth.example.com#",
        "https://user@auth.example.com",
        "https://auth.example.com/a b",
        " https://auth.example.com"
      })
  void refusesOtherIssuers(String issuer) {
    assertThat(TrustedIssuer.of(issuer).problems())
        .as("S-26")
        .singleElement()
        .asString()
        .contains("https");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "https://as.example/.well-known/openid-configuration, https://as.example",
    "https://as.example/t/a/.well-known/openid-configuration, https://as.example/t/a",
    "https://as.example/.well-known/oauth-authorization-server/t/a, https://as.example/t/a"
  })
  void namesTheIdentifierWhereTheAddressOfItsMetadataStandsF07(String written, String meant) {
    assertThat(TrustedIssuer.of(written).problems())
        .singleElement()
        .asString()
        .endsWith("probably " + meant);
  }

  static List<Arguments> mistakes() {
    return List.of(
        Arguments.of("JB-01 none", GOOD.withAlgorithms("RS256", "none"), "none"),
        Arguments.of("JB-01 HS256", GOOD.withAlgorithms("HS256"), "HS256"),
        Arguments.of("unknown algorithm", GOOD.withAlgorithms("rs256"), "rs256"),
        Arguments.of("no algorithm", GOOD.withAlgorithms(), "at least one algorithm"),
        Arguments.of("no type", GOOD.withTypes(), "at least one type"),
        Arguments.of("blank type", GOOD.withTypes(" "), "type must not be blank"),
        Arguments.of("blank audience", GOOD.withAudiences(""), "audience must not be blank"),
        Arguments.of("AT-02", GOOD.withRequiredClaims("aud", "exp", "sub"), "include iss"),
        Arguments.of("AT-03", GOOD.withRequiredClaims("iss", "exp", "sub"), "include aud"),
        Arguments.of("AT-05", GOOD.withRequiredClaims("iss", "aud", "sub"), "include exp"),
        Arguments.of("AT-07", GOOD.withRequiredClaims("iss", "aud", "exp"), "include sub"),
        Arguments.of("S-26", GOOD.withJwksUri("http://auth.example.com/jwks"), "https"),
        Arguments.of("S-26 file", GOOD.withJwksUri("file:///jwks"), "https"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void namesTheMistake(String row, TrustedIssuer issuer, String part) {
    assertThat(issuer.problems()).as(row).singleElement().asString().contains(part);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> verifier(List.of(issuer), TokenSettings.defaults(), KeySettings.defaults()))
        .withMessageContaining(part);
  }

  @Test
  void reportsAllMistakesAtOnce() {
    List<TrustedIssuer> issuers = List.of(GOOD, GOOD, TrustedIssuer.of("x").withAlgorithms("none"));

    assertThat(
            TokenProblems.of(
                issuers,
                TokenSettings.defaults()
                    .withClockLeeway(Duration.ofSeconds(301))
                    .withMaximumLength(0)
                    .withMaximumLifetime(Duration.ZERO),
                KeySettings.defaults()
                    .withTimeToLive(Duration.ofSeconds(6))
                    .withMinimumInterval(Duration.ofSeconds(31))
                    .withOutageTolerance(Duration.ofDays(2))
                    .withFetchTimeout(Duration.ZERO)
                    .withMaximumBytes(0)))
        .hasSize(3 + 3 + 5);
  }

  @Test
  void everyRenewalFitsInTheLifeOfKeys() {
    assertThat(KeySettings.defaults().withTimeToLive(Duration.ofSeconds(10)).problems())
        .containsExactly(
            "keys.minimumInterval must be positive, at most 30 seconds, and shorter than the time to"
                + " live of keys");
    KeySettings tight =
        KeySettings.defaults()
            .withTimeToLive(Duration.ofSeconds(60))
            .withRefreshAhead(Duration.ofSeconds(55));
    assertThat(tight.problems()).singleElement().asString().contains("renewed ahead");
  }

  @Test
  void aChangeIsACopy() {
    TrustedIssuer changed = GOOD.withTypes("JWT").withAudiences("api://a").withScopeArrays(true);

    assertThat(GOOD.settings().types()).containsExactlyInAnyOrder("at+jwt", "application/at+jwt");
    assertThat(GOOD.settings().audiences()).isEmpty();
    assertThat(GOOD.settings().scopeArrays()).isFalse();
    assertThat(changed.settings().types()).containsExactly("JWT");
    assertThat(changed.settings().audiences()).containsExactly("api://a");
    assertThatThrownBy(() -> changed.settings().audiences().add("x"))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(changed).hasToString("TrustedIssuer[https://auth.example.com]");
  }

  private static void verifier(
      List<TrustedIssuer> issuers, TokenSettings tokenPolicy, KeySettings keyPolicy) {
    new VerifyToken(issuers, tokenPolicy, keyPolicy, InstantSource.system()).close();
  }
}
