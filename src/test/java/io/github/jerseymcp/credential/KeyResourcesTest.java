package io.github.jerseymcp.credential;

import static io.github.jerseymcp.credential.Keyed.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.github.jerseymcp.DpopUse;
import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.RequiresAuthentication;
import io.github.jerseymcp.replay.InMemoryReplayStore;
import io.github.jerseymcp.server.Fixture;
import io.github.jerseymcp.testing.Answer;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.testsupport.LogFile;
import io.github.jerseymcp.token.TrustedIssuer;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which resources take keys, and that neither documents nor challenges say anything else. */
class KeyResourcesTest {

  private static final String ISSUER = "https://as.example.com";

  private final Keyed keyed = new Keyed();

  /** Takes keys alone. */
  @Path("/jobs")
  @McpProtected(scopes = "read", issuers = "ci-keys")
  public static class Jobs {
    @GET
    public String get() {
      return "jobs";
    }
  }

  /** Takes tokens alone. */
  @Path("/people")
  @McpProtected(issuers = ISSUER)
  public static class People {
    @GET
    public String get() {
      return "people";
    }
  }

  /** Wants to know how its user has signed in. */
  @Path("/vault")
  @McpProtected
  public static class Vault {
    @GET
    @RequiresAuthentication(acr = "gold")
    public String get() {
      return "vault";
    }
  }

  /** Wants keys, and that they are bound. */
  @Path("/bound")
  @McpProtected(issuers = "ci-keys", dpop = DpopUse.REQUIRED)
  public static class Bound {
    @GET
    public String get() {
      return "bound";
    }
  }

  @AfterEach
  void stop() {
    keyed.close();
  }

  @Test
  void takesWhatItNamesAndNothingElseW01() {
    keyed.known.put(
        KEY,
        VerifiedCredential.of("a", Keyed.LATER, at("/jobs"), at("/people"))
            .withScopes(List.of("read")));
    InProcess server =
        keyed.start(
            config -> config.issuer(TrustedIssuer.of(ISSUER).withKeys(keyed.keys())),
            List.of(Jobs.class, People.class),
            keyed.inHeader());

    assertThat(byKey(server, "/jobs")).isEqualTo(200);
    assertThat(byKey(server, "/people")).isEqualTo(401);
    assertThat(byToken(server, "/people")).isEqualTo(200);
    assertThat(byToken(server, "/jobs")).isEqualTo(401);
    assertThat(server.call("GET", "/jobs").bearer(KEY).send().status())
        .as("the key as a token")
        .isEqualTo(401);
  }

  @Test
  void documentsOfBothSayWhatTokensAreForW01() throws ParseException {
    InProcess server = keyed.start(keyed.inHeader());

    assertThat(document(server, "/shelf"))
        .containsEntry("authorization_servers", List.of(keyed.issuer.issuer()))
        .containsEntry("bearer_methods_supported", List.of("header"));
    assertThat(server.call("GET", "/shelf").send().challenge()).startsWith("Bearer ");
  }

  @Test
  void documentOfKeysAloneNamesNoAuthorizationServerW01() throws ParseException {
    InProcess server =
        keyed.start(
            config ->
                config
                    .issuer(ISSUER)
                    .dpop(dpop -> dpop.optional(new InMemoryReplayStore(keyed.time))),
            List.of(Jobs.class),
            keyed.inHeader());

    assertThat(document(server, "/jobs"))
        .containsEntry("resource", at("/jobs"))
        .containsEntry("scopes_supported", List.of("read"))
        .containsEntry("bearer_methods_supported", List.of())
        .doesNotContainKeys(
            "authorization_servers",
            "dpop_signing_alg_values_supported",
            "dpop_bound_access_tokens_required");
    assertThat(challenge(server, ""))
        .isEqualTo(
            "ApiKey scope=\"read\", resource_metadata=\""
                + at("/.well-known/oauth-protected-resource/jobs")
                + "\", header=\"X-API-Key\"");
    assertThat(challenge(server, "wrong")).startsWith("ApiKey error=\"invalid_token\"");
  }

  @Test
  void needsNoIssuerOfTokensW01() throws ParseException {
    InProcess server = keyed.start(config -> config, keyed.inScheme());

    assertThat(document(server, "/shelf")).doesNotContainKey("authorization_servers");
    assertThat(server.call("GET", "/shelf").send().challenge())
        .startsWith("ApiKey scope=\"shelf:open\"")
        .doesNotContain("header=", "Bearer");
    assertThat(
            server.call("GET", "/shelf").header("Authorization", "ApiKey " + KEY).send().status())
        .isEqualTo(200);
    assertThat(server.call("GET", "/shelf").bearer(keyed.token()).send().status()).isEqualTo(401);
  }

  @Test
  void aKeyNeverSaysHowAUserHasSignedInW01() {
    keyed.known.put(KEY, VerifiedCredential.of("a", Keyed.LATER, at("/vault")));
    InProcess server =
        keyed.start(config -> config.issuer(ISSUER), List.of(Vault.class), keyed.inHeader());

    Answer answer = server.call("GET", "/vault").header("X-API-Key", KEY).send();

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.challenge()).contains("insufficient_user_authentication");
  }

  @Test
  void aKeyIsRefusedWhereEverythingIsBoundW01() {
    InProcess server =
        keyed.start(
            config ->
                config
                    .issuer(keyed.issuer.issuer())
                    .dpop(dpop -> dpop.required(new InMemoryReplayStore(keyed.time))),
            keyed.inHeader());

    assertThat(byKey(server, "/shelf")).isEqualTo(401);
    assertThatThrownBy(
            () ->
                keyed.start(
                    config ->
                        config
                            .issuer(ISSUER)
                            .dpop(dpop -> dpop.whereAnnotated(new InMemoryReplayStore(keyed.time))),
                    List.of(Bound.class),
                    keyed.inHeader()))
        .hasStackTraceContaining("/bound accepts ci-keys, which is bound to no key");
  }

  @Test
  void doesNotStartWithANameThatIsNotConfiguredW01() {
    assertThatThrownBy(() -> keyed.start(config -> config.issuer(ISSUER), List.of(Jobs.class)))
        .hasStackTraceContaining("/jobs trusts the issuer ci-keys, which is not configured");
  }

  @Test
  void saysAtTheStartWhatIsReadW01() {
    long before = LogFile.size();
    keyed.start(keyed.inHeader());
    assertThat(LogFile.from(before)).contains("beside tokens: ci-keys in the header X-API-Key");

    before = LogFile.size();
    keyed.start();
    assertThat(LogFile.from(before))
        .contains("beside tokens: nothing, so that no key in any header opens anything");
  }

  /** What Cloudflare Access puts on the requests of users and of services. */
  @Test
  void readsTokensOfAnIssuerInAHeaderOfTheirOwnP13() throws ParseException {
    String audience = "f1a7c0de";
    AcceptedCredential access =
        AcceptedCredential.tokensOf(
                TrustedIssuer.of("https://team.cloudflareaccess.com")
                    .withKeys(keyed.keys())
                    .withTypes("JWT")
                    .withTypeOptional(true)
                    .withRequiredClaims("iss", "aud", "exp", "iat")
                    .withSubjectClaims("sub", "common_name")
                    .withAudiences(audience)
                    .withClaimValues("type", "app"))
            .inHeader("Cf-Access-Jwt-Assertion");
    InProcess server = keyed.start(config -> config.issuer(ISSUER), List.of(Open.class), access);
    UnaryOperator<io.github.jerseymcp.testing.TestToken> shape =
        token ->
            token
                .claim("iss", "https://team.cloudflareaccess.com")
                .claim("aud", List.of(audience))
                .claim("type", "app")
                .header("typ", "JWT")
                .without("client_id")
                .without("jti")
                .without("scope");
    String user = shape.apply(keyed.issuer.token()).subject("u-1").sign();
    String service =
        shape.apply(keyed.issuer.token()).subject("").claim("common_name", "job.access").sign();
    String organisation = shape.apply(keyed.issuer.token()).claim("type", "org").sign();
    String sibling = shape.apply(keyed.issuer.token()).claim("aud", List.of("other")).sign();

    assertThat(assertion(server, user).body()).isEqualTo("u-1");
    assertThat(assertion(server, service).body()).isEqualTo("job.access");
    assertThat(assertion(server, organisation).status()).isEqualTo(401);
    assertThat(assertion(server, sibling).status()).isEqualTo(401);
    assertThat(assertion(server, user + "x").status()).isEqualTo(401);
    assertThat(server.call("GET", "/open").bearer(user).send().status()).isEqualTo(401);
    assertThat(document(server, "/open")).containsEntry("authorization_servers", List.of(ISSUER));
  }

  /** Says what caches may do, or nothing. */
  @Path("/cached/{how}")
  @McpProtected
  public static class Cached {
    @GET
    public jakarta.ws.rs.core.Response get(@jakarta.ws.rs.PathParam("how") String how) {
      var answer = jakarta.ws.rs.core.Response.ok("cached");
      return how.equals("none") ? answer.build() : answer.header("Cache-Control", how).build();
    }
  }

  /** Of Authorization a shared cache knows that the answer is not for others (RFC 9111 3.5). */
  @ParameterizedTest(name = "W-01 {0}: {1}")
  @CsvSource({
    "none, no-store",
    "max-age=60, 'max-age=60,private'",
    "private, private",
    "public, public",
    "s-maxage=5, s-maxage=5",
    "no-store, no-store"
  })
  void keepsAnswersToKeysOutOfSharedCachesW01(String how, String expected) {
    keyed.known.put(KEY, VerifiedCredential.of("a", Keyed.LATER, at("/cached/" + how)));
    InProcess server =
        keyed.start(config -> config.issuer(ISSUER), List.of(Cached.class), keyed.inHeader());

    Answer answer = server.call("GET", "/cached/" + how).header("X-API-Key", KEY).send();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(String.join(",", answer.all("Cache-Control"))).isEqualTo(expected);
  }

  /** Tells who calls. */
  @Path("/open")
  @McpProtected
  public static class Open {
    @GET
    public String get(@jakarta.ws.rs.core.Context io.github.jerseymcp.McpPrincipal caller) {
      return caller.subject();
    }
  }

  private static Answer assertion(InProcess server, String token) {
    return server.call("GET", "/open").header("Cf-Access-Jwt-Assertion", token).send();
  }

  private static String challenge(InProcess server, String key) {
    return (key.isEmpty()
            ? server.call("GET", "/jobs")
            : server.call("GET", "/jobs").header("X-API-Key", key))
        .send()
        .challenge();
  }

  private static int byKey(InProcess server, String path) {
    return server.call("GET", path).header("X-API-Key", KEY).send().status();
  }

  private int byToken(InProcess server, String path) {
    String token =
        keyed.issuer.token().claim("iss", ISSUER).audience(at(path)).scope("read").sign();
    return server.call("GET", path).bearer(token).send().status();
  }

  private static Map<String, Object> document(InProcess server, String path) throws ParseException {
    Answer answer = server.call("GET", "/.well-known/oauth-protected-resource" + path).send();
    assertThat(answer.status()).isEqualTo(200);
    return JSONObjectUtils.parse(answer.body());
  }

  private static String at(String path) {
    return Fixture.ORIGIN + path;
  }
}
