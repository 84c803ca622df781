package io.github.jerseymcp.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.jwk.JWKSet;
import io.github.jerseymcp.testing.SigningKey;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testing.TestToken;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an issuer's tokens are said to look like decides, and nothing else does. */
class TokenProfileTest {

  private static final String RESOURCE = "https://mcp.example.com/mcp";
  private static final String SIBLING = "https://mcp.example.com/other";
  private static final InstantSource TIME = InstantSource.system();
  private static final TestIssuer ISSUER = TestIssuer.start("ES256", TIME);
  private static final TrustedIssuer PLAIN = TrustedIssuer.of(ISSUER.issuer());

  private static final TrustedIssuer CLIENTS_TOO = PLAIN.withSubjectClaims("sub", "client_id");
  private static final TrustedIssuer OF_CLIENT =
      PLAIN.withAudienceClaim("client_id", "test-client", "other-client");
  private static final TrustedIssuer OF_PROJECT =
      PLAIN.withAudiences("project-1").withAudienceClaim("resource");
  private static final TrustedIssuer REALM_ROLES =
      PLAIN.withScopeSource(ScopeSource.keycloakRealmRoles().withPrefix("realm:"));
  private static final TrustedIssuer CLIENT_ROLES =
      PLAIN.withScopeSource(ScopeSource.keycloakClientRoles("notes/api"));
  private static final TrustedIssuer PERMISSIONS =
      PLAIN.withScopeSource(ScopeSource.claim("permissions"));
  private static final TrustedIssuer GROUPS =
      PLAIN.withScopeSource(
          ScopeSource.claim("groups")
              .renamed(Map.of("Notes administrators", " notes:read  notes:write ")));

  @AfterAll
  static void stop() {
    ISSUER.close();
  }

  static Stream<Arguments> accepted() {
    return Stream.of(
        ok("P-08 the client is the subject", CLIENTS_TOO, t -> t.without("sub"), "test-client", ""),
        ok("P-08 a user stays the subject", CLIENTS_TOO, t -> t, "alice", ""),
        ok("P-13 sub is empty", CLIENTS_TOO, t -> t.subject(""), "test-client", ""),
        ok("P-01 no aud, a known client", OF_CLIENT, t -> t.without("aud"), "alice", ""),
        ok("P-01 aud and the client both admit", OF_CLIENT, t -> t, "alice", ""),
        ok("P-10 resource is ours", OF_PROJECT, t -> project(t, RESOURCE), "alice", ""),
        ok(
            "P-10 resource is an array with ours",
            OF_PROJECT,
            t -> project(t, List.of(SIBLING, RESOURCE)),
            "alice",
            ""),
        ok("P-10 no resource", OF_PROJECT, t -> t.audience("project-1"), "alice", ""),
        ok(
            "P-10 no aud",
            OF_PROJECT,
            t -> t.without("aud").claim("resource", RESOURCE),
            "alice",
            ""),
        ok(
            "P-12 roles of the realm",
            REALM_ROLES,
            t -> t.scope("a").claim("realm_access", Map.of("roles", List.of("x", "y z"))),
            "alice",
            "a realm:x"),
        ok("P-12 no roles", REALM_ROLES, t -> t.scope("a"), "alice", "a"),
        ok(
            "P-12 an object without",
            REALM_ROLES,
            t -> t.claim("realm_access", Map.of()),
            "alice",
            ""),
        ok(
            "P-12 roles of a client",
            CLIENT_ROLES,
            t ->
                t.claim(
                    "resource_access",
                    Map.of(
                        "notes/api", Map.of("roles", List.of("r")),
                        "sibling", Map.of("roles", List.of("admin")))),
            "alice",
            "r"),
        ok(
            "P-21 permissions",
            PERMISSIONS,
            t -> t.claim("permissions", List.of("a", "b")),
            "alice",
            "a b"),
        ok("one string is not split", PERMISSIONS, t -> t.claim("permissions", "a b"), "alice", ""),
        ok(
            "P-11 names of an object",
            PLAIN.withScopeSource(ScopeSource.at("/urn:zitadel:iam:org:project:roles")),
            t -> t.claim("urn:zitadel:iam:org:project:roles", Map.of("writer", Map.of("1", "o"))),
            "alice",
            "writer"),
        ok(
            "a claim named by a URL",
            PLAIN.withScopeSource(ScopeSource.at("/https:~1~1example.com~1roles")),
            t -> t.claim("https://example.com/roles", List.of("r")),
            "alice",
            "r"),
        ok(
            "groups under other names",
            GROUPS,
            t -> t.claim("groups", List.of("Notes administrators", "notes:admin")),
            "alice",
            "notes:read notes:write"),
        ok(
            "a prefix is cut, and what lacks it is left out",
            PLAIN.withScopeSource(ScopeSource.claim("roles").withoutPrefix("mcp/")),
            t -> t.claim("roles", List.of("mcp/a", "b")),
            "alice",
            "a"),
        ok("P-02 auth_time is text", PLAIN, t -> t.claim("auth_time", "yesterday"), "alice", ""),
        ok("acr is a number", PLAIN, t -> t.claim("acr", 1), "alice", ""),
        ok(
            "client_id is not what names the client",
            PLAIN.withClientIdClaims("azp"),
            t -> t.claim("client_id", 7),
            "alice",
            ""));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("accepted")
  void accepts(
      String row,
      TrustedIssuer profile,
      UnaryOperator<TestToken> change,
      String subject,
      String scopes)
      throws InvalidTokenException {
    String token = change.apply(token()).sign();
    for (TokenSettings settings : BOTH) {
      try (VerifyToken verify = verifier(profile, settings)) {
        for (int i = 0; i < 2; i++) {
          AccessToken read = verify.verify(token, RESOURCE, Set.of(ISSUER.issuer()));

          assertThat(read.subject()).as(row).isEqualTo(subject);
          assertThat(String.join(" ", read.scopes())).as(row).isEqualTo(scopes);
        }
      }
    }
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        no("AT-07 sub absent", PLAIN, t -> t.without("sub"), TokenFault.CLAIMS, "sub"),
        no(
            "P-13 nothing names a subject",
            PLAIN.withSubjectClaims("sub", "common_name"),
            t -> t.subject("").claim("common_name", ""),
            TokenFault.CLAIMS,
            "sub or common_name"),
        no(
            "C.13 a subject of a wrong type does not fall back",
            CLIENTS_TOO,
            t -> t.claim("sub", 7),
            TokenFault.CLAIMS,
            "sub"),
        no(
            "C.13 a subject that is null does not fall back",
            CLIENTS_TOO,
            t -> t.claim("sub", null),
            TokenFault.CLAIMS,
            "sub"),
        no(
            "P-01 another client",
            OF_CLIENT,
            t -> t.without("aud").clientId("stranger"),
            TokenFault.AUDIENCE,
            "client_id"),
        no(
            "P-01 aud of a sibling beside a known client",
            OF_CLIENT,
            t -> t.audience(SIBLING),
            TokenFault.AUDIENCE,
            ""),
        no(
            "P-01 an ID token, whose aud is the known client",
            OF_CLIENT,
            t -> t.audience("test-client"),
            TokenFault.AUDIENCE,
            ""),
        no("P-01 aud []", OF_CLIENT, t -> t.claim("aud", List.of()), TokenFault.AUDIENCE, ""),
        no("P-01 aud null", OF_CLIENT, t -> t.claim("aud", null), TokenFault.CLAIMS, "aud"),
        no(
            "P-09 no aud and nothing in its place",
            PLAIN.withAudienceClaim("azp", "app"),
            t -> t.without("aud"),
            TokenFault.CLAIMS,
            "azp"),
        no(
            "P-01 the resource is no value of the claim",
            OF_CLIENT,
            t -> t.without("aud").clientId(RESOURCE),
            TokenFault.AUDIENCE,
            "client_id"),
        no(
            "P-10 resource of a sibling",
            OF_PROJECT,
            t -> project(t, SIBLING),
            TokenFault.AUDIENCE,
            "resource"),
        no(
            "P-10 resource is a number",
            OF_PROJECT,
            t -> project(t, 7),
            TokenFault.CLAIMS,
            "resource"),
        no(
            "P-10 resource is null",
            OF_PROJECT,
            t -> project(t, null),
            TokenFault.CLAIMS,
            "resource"),
        no(
            "P-10 resource is the project",
            OF_PROJECT,
            t -> project(t, "project-1"),
            TokenFault.AUDIENCE,
            "resource"),
        no(
            "P-10 another project",
            OF_PROJECT,
            t -> t.audience("project-2").claim("resource", RESOURCE),
            TokenFault.AUDIENCE,
            ""),
        no(
            "P-12 roles are a number",
            REALM_ROLES,
            t -> t.claim("realm_access", Map.of("roles", 1)),
            TokenFault.CLAIMS,
            GrantedScopes.SOURCE),
        no(
            "P-12 realm_access is text",
            REALM_ROLES,
            t -> t.claim("realm_access", "admin"),
            TokenFault.CLAIMS,
            GrantedScopes.SOURCE),
        no(
            "C.13 permissions null",
            PERMISSIONS,
            t -> t.claim("permissions", null),
            TokenFault.CLAIMS,
            GrantedScopes.SOURCE),
        no(
            "C.13 permissions with a number",
            PERMISSIONS,
            t -> t.claim("permissions", List.of("a", 1)),
            TokenFault.CLAIMS,
            GrantedScopes.SOURCE),
        no(
            "trap 5 a source that answers null",
            PLAIN.withScopeSource(TokenProfileTest::nothing),
            t -> t,
            TokenFault.CLAIMS,
            GrantedScopes.SOURCE),
        no(
            "a source with a null in its answer",
            PLAIN.withScopeSource(claims -> Arrays.asList("a", null)),
            t -> t,
            TokenFault.CLAIMS,
            GrantedScopes.SOURCE),
        no(
            "a source that fails",
            PLAIN.withScopeSource(claims -> List.of(claims.get("none").toString())),
            t -> t,
            TokenFault.CLAIMS,
            GrantedScopes.SOURCE));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void refuses(
      String row,
      TrustedIssuer profile,
      UnaryOperator<TestToken> change,
      TokenFault fault,
      String claim) {
    String token = change.apply(token()).sign();
    for (TokenSettings settings : BOTH) {
      try (VerifyToken verify = verifier(profile, settings)) {
        for (int i = 0; i < 2; i++) {
          InvalidTokenException refusal = refusal(verify, token, RESOURCE);

          assertThat(refusal.fault()).as(row).isEqualTo(fault);
          assertThat(refusal.claim().orElse("")).as(row).isEqualTo(claim);
        }
      }
    }
  }

  /** A cached token says nothing of the resource that it is sent to next. */
  @Test
  void asksWhatStandsForTheAudienceAtEachRequestRi03() throws InvalidTokenException {
    String token = token().without("aud").claim("resource", RESOURCE).sign();
    try (VerifyToken verify = verifier(OF_PROJECT, TokenSettings.defaults())) {
      assertThat(verify.verify(token, RESOURCE, Set.of(ISSUER.issuer())).subject())
          .isEqualTo("alice");
      assertThat(refusal(verify, token, SIBLING).fault()).isEqualTo(TokenFault.AUDIENCE);
      assertThat(verify.remembered()).isEqualTo(1);
    }
  }

  @Test
  void aStrictAudienceWantsEveryMemberOfEachClaimKnownRi02() {
    String token = project(token(), List.of(SIBLING, RESOURCE)).sign();
    try (VerifyToken strict = verifier(OF_PROJECT, TokenSettings.defaults().withStrictAudience())) {
      assertThat(refusal(strict, token, RESOURCE).claim()).contains("resource");
    }
    TrustedIssuer clients = PLAIN.withAudienceClaim("azp", "a");
    String two = token().without("aud").claim("azp", List.of("a", "b")).sign();
    try (VerifyToken strict = verifier(clients, TokenSettings.defaults().withStrictAudience())) {
      assertThat(refusal(strict, two, RESOURCE).claim()).contains("azp");
    }
  }

  /** Else a stranger could have the application's code run over what he makes up. */
  @Test
  void asksASourceOnceAndOnlyAboutTokensOfTheIssuer() throws InvalidTokenException {
    AtomicInteger asked = new AtomicInteger();
    TrustedIssuer counting =
        PLAIN.withScopeSource(
            claims -> {
              asked.incrementAndGet();
              return List.of("found");
            });
    String forged = token().forgedBy(SigningKey.generate("ES256", "x")).sign();
    String good = token().sign();
    try (VerifyToken verify = verifier(counting, TokenSettings.defaults())) {
      assertThat(refusal(verify, forged, RESOURCE).fault()).isEqualTo(TokenFault.SIGNATURE);
      assertThat(asked).hasValue(0);

      for (int i = 0; i < 3; i++) {
        assertThat(verify.verify(good, RESOURCE, Set.of(ISSUER.issuer())).scopes())
            .containsExactly("found");
      }
      assertThat(asked).hasValue(1);
    }
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        Arguments.of(
            "AT-03 no claim says the audience",
            PLAIN.withRequiredClaims("iss", "exp", "sub"),
            "must include aud, or withAudienceClaim must name"),
        Arguments.of(
            "AT-07 no claim says the subject", PLAIN.withSubjectClaims(), "one subject claim"),
        Arguments.of(
            "P-01 the values are forgotten",
            PLAIN.withAudienceClaim("client_id"),
            "client_id never names a resource: say which values of it count"),
        Arguments.of(
            "a blank value", PLAIN.withAudienceClaim("azp", " "), "value of azp must not be blank"),
        Arguments.of(
            "aud is one already",
            PLAIN.withAudienceClaim("aud", "x"),
            "aud is an audience claim in any case"),
        Arguments.of(
            "a blank claim", PLAIN.withSubjectClaims(" "), "subject claim must not be blank"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void namesTheMistake(String row, TrustedIssuer issuer, String part) {
    assertThat(issuer.problems()).as(row).singleElement().asString().contains(part);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "roles", "realm_access.roles", "/a~2b", "/a~"})
  void refusesWhatIsNoPointer(String pointer) {
    assertThatIllegalArgumentException().isThrownBy(() -> ScopeSource.at(pointer));
  }

  private static final List<TokenSettings> BOTH =
      List.of(TokenSettings.defaults(), TokenSettings.defaults().withoutCache());

  @SuppressWarnings("NullAway") // An application in another language may well do so.
  private static List<String> nothing(Map<String, Object> claims) {
    return null;
  }

  private static VerifyToken verifier(TrustedIssuer profile, TokenSettings settings) {
    return new VerifyToken(
        List.of(profile.withKeys(new JWKSet(ISSUER.key().publicJwk()))),
        settings,
        KeySettings.defaults(),
        TIME);
  }

  private static InvalidTokenException refusal(VerifyToken verify, String token, String resource) {
    return catchThrowableOfType(
        InvalidTokenException.class, () -> verify.verify(token, resource, Set.of(ISSUER.issuer())));
  }

  private static TestToken token() {
    return ISSUER.token().audience(RESOURCE);
  }

  private static TestToken project(TestToken token, Object resource) {
    return token.audience("project-1").claim("resource", resource);
  }

  private static Arguments ok(
      String row,
      TrustedIssuer profile,
      UnaryOperator<TestToken> change,
      String subject,
      String scopes) {
    return Arguments.of(row, profile, change, subject, scopes);
  }

  private static Arguments no(
      String row,
      TrustedIssuer profile,
      UnaryOperator<TestToken> change,
      TokenFault fault,
      String claim) {
    return Arguments.of(row, profile, change, fault, claim);
  }
}
