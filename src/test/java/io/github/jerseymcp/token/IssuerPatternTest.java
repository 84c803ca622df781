package io.github.jerseymcp.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testing.TestToken;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Issuers whose path has a value that a claim repeats. Rows P-04. */
class IssuerPatternTest {

  private static final String RESOURCE = "https://mcp.example.com/mcp";
  private static final String PATTERN = "https://login.example.com/{tid}/v2.0";
  private static final TestIssuer SIGNER = TestIssuer.start();

  @AfterAll
  static void stop() {
    SIGNER.close();
  }

  static Stream<Arguments> tokens() {
    return Stream.of(
        row("P-04 an allowed tenant", "a", "a", true),
        row("P-04 another allowed tenant", "b", "b", true),
        row("P-04 a tenant that is not allowed", "c", "c", false),
        row("P-04 the claim of another tenant", "a", "b", false),
        row("P-04 the claim in capitals", "a", "A", false),
        row("P-04 no value", "", "", false),
        row("P-04 a path in place of a value", "a/b", "a/b", false),
        row("P-04 the pattern itself", "{tid}", "{tid}", false));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tokens")
  void countsIfTheClaimSaysTheSame(String row, String inIssuer, String claim, boolean accepted) {
    String token =
        token("https://login.example.com/" + inIssuer + "/v2.0", t -> t.claim("tid", claim));

    assertThat(isAccepted(IssuerPattern.of(PATTERN, "a", "b"), token)).isEqualTo(accepted);
  }

  static Stream<Arguments> others() {
    return Stream.of(
        Arguments.of("P-04 no claim", "https://login.example.com/a/v2.0", null),
        Arguments.of("P-04 a list", "https://login.example.com/a/v2.0", List.of("a")),
        Arguments.of("P-04 another host", "https://evil.example/a/v2.0", "a"),
        Arguments.of("P-04 a longer host", "https://login.example.com.evil.example/a/v2.0", "a"),
        Arguments.of("P-04 a longer end", "https://login.example.com/a/v2.0/x", "a"),
        Arguments.of("P-04 a query", "https://login.example.com/a/v2.0?x", "a"),
        Arguments.of("P-04 no end", "https://login.example.com/a", "a"),
        Arguments.of("P-04 begin and end overlap", "https://login.example.com/v2.0", "a"),
        Arguments.of("P-04 dots", "https://login.example.com/../v2.0", ".."),
        Arguments.of("P-04 escaped", "https://login.example.com/%61/v2.0", "%61"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("others")
  void noOtherIssuerCountsAndNothingIsFetchedForIt(String row, String issuer, Object claim) {
    String token = token(issuer, t -> claim == null ? t : t.claim("tid", claim));
    int before = SIGNER.keyFetches();

    assertThat(isAccepted(IssuerPattern.of(PATTERN, "a", "b"), token)).isFalse();
    assertThat(isAccepted(IssuerPattern.ofAnyValue(PATTERN), token)).isFalse();
    assertThat(SIGNER.keyFetches()).isEqualTo(before);
  }

  @Test
  void anyValueIsSaidExplicitlyP04() {
    String token = token("https://login.example.com/c/v2.0", t -> t.claim("tid", "c"));

    assertThat(isAccepted(IssuerPattern.ofAnyValue(PATTERN), token)).isTrue();
    assertThat(IssuerPattern.of(PATTERN).problems())
        .anySatisfy(problem -> assertThat(problem).contains("ofAnyValue"));
  }

  @Test
  void thePrincipalHasTheIssuerOfItsTokenAndKeysAreFetchedOnceP04() throws Exception {
    int before = SIGNER.keyFetches();
    try (VerifyToken verify = verifier(IssuerPattern.of(PATTERN, "a", "b"))) {
      for (String tenant : List.of("a", "b", "a", "b")) {
        String issuer = "https://login.example.com/" + tenant + "/v2.0";
        String token = token(issuer, t -> t.claim("tid", tenant));
        for (int i = 0; i < 2; i++) {
          assertThat(verify.verify(token, RESOURCE, Set.of(PATTERN)).issuer()).isEqualTo(issuer);
        }
      }
      assertThat(SIGNER.keyFetches() - before).isEqualTo(1);
      assertThat(verify.keys()).containsOnlyKeys(PATTERN);
    }
  }

  @Test
  void aResourceThatDoesNotTrustThePatternTrustsNoneOfItsIssuersP04() {
    String token = token("https://login.example.com/a/v2.0", t -> t.claim("tid", "a"));
    try (VerifyToken verify = verifier(IssuerPattern.of(PATTERN, "a"))) {
      assertThatExceptionOfType(InvalidTokenException.class)
          .isThrownBy(
              () ->
                  verify.verify(
                      token,
                      RESOURCE,
                      Set.of("https://login.example.com/a/v2.0", "https://other.example")))
          .matches(refused -> refused.fault() == TokenFault.UNKNOWN_ISSUER);
    }
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        Arguments.of("P-04 in the host", "https://{tid}.example.com/v2.0", "whole segment"),
        Arguments.of("P-04 part of a segment", "https://a.example/x{tid}/v2.0", "whole segment"),
        Arguments.of("P-04 twice", "https://a.example/{tid}/{tid}", "whole segment"),
        Arguments.of("P-04 none", "https://a.example/tid", "whole segment"),
        Arguments.of("P-04 an expression", "https://a.example/{tid:.*}", "whole segment"),
        Arguments.of("P-04 no https", "ftp://a.example/{tid}", "whole segment"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void aVariableIsOneWholeSegmentOfThePath(String row, String pattern, String part) {
    assertThat(named(IssuerPattern.of(pattern, "a")).problems())
        .singleElement()
        .asString()
        .contains(part);
  }

  @Test
  void keysAndTheAdvertisedAddressAreNamedP04() {
    assertThat(IssuerPattern.of(PATTERN, "a").problems())
        .anySatisfy(problem -> assertThat(problem).contains("withJwksUri or withKeys"));
    assertThat(IssuerPattern.of(PATTERN, "a").withJwksUri(SIGNER.jwksUri()).problems())
        .singleElement()
        .asString()
        .contains("withAdvertisedAs");
    assertThat(named(IssuerPattern.of(PATTERN, "a/b")).problems()).hasSize(1);
  }

  @Test
  void tenantsOfEntraP04() {
    String tenant = "00000000-0000-0000-0000-000000000000";
    TrustedIssuer entra =
        IssuerPattern.entra(tenant).withAudiences("app").withJwksUri(SIGNER.jwksUri());
    Map<String, Object> claims =
        Map.of("azp", "client", "scp", "notes.read", "ver", "2.0", "tid", tenant, "aud", "app");
    String issuer = "https://login.microsoftonline.com/" + tenant + "/v2.0";

    assertThat(IssuerPattern.entra(tenant).problems()).isEmpty();
    assertThat(IssuerPattern.entraOfAnyTenant().problems()).isEmpty();
    assertThat(isAccepted(entra, entraToken(issuer, claims))).isTrue();
    assertThat(
            isAccepted(entra, entraToken("https://login.microsoftonline.com/common/v2.0", claims)))
        .isFalse();
  }

  private static String entraToken(String issuer, Map<String, Object> claims) {
    TestToken token = SIGNER.token().header("typ", "JWT").subject("alice").claim("iss", issuer);
    claims.forEach(token::claim);
    return token.sign();
  }

  private static Arguments row(String name, String inIssuer, String claim, boolean accepted) {
    return Arguments.of(name, inIssuer, claim, accepted);
  }

  private static String token(String issuer, UnaryOperator<TestToken> more) {
    return more.apply(SIGNER.token().subject("alice").audience(RESOURCE).claim("iss", issuer))
        .sign();
  }

  private static TrustedIssuer named(TrustedIssuer pattern) {
    return pattern.withJwksUri(SIGNER.jwksUri()).withoutAdvertising();
  }

  private static VerifyToken verifier(TrustedIssuer pattern) {
    return new VerifyToken(
        List.of(named(pattern)),
        TokenSettings.defaults(),
        KeySettings.defaults(),
        InstantSource.system());
  }

  private static boolean isAccepted(TrustedIssuer pattern, String token) {
    try (VerifyToken verify = verifier(pattern)) {
      return verify.verify(token, RESOURCE, Set.of(pattern.issuer())).subject().equals("alice");
    } catch (InvalidTokenException e) {
      return false;
    }
  }
}
