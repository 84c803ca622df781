package io.github.jerseymcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.DpopUse;
import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.McpPublic;
import io.github.jerseymcp.RequiresAuthentication;
import io.github.jerseymcp.RequiresScopes;
import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.config.McpSecurityConfigBuilder;
import io.github.jerseymcp.event.KeysFetched;
import io.github.jerseymcp.event.SecurityEvent;
import io.github.jerseymcp.explain.Explanation;
import io.github.jerseymcp.explain.Explanation.Step;
import io.github.jerseymcp.explain.Explanation.Verdict;
import io.github.jerseymcp.testing.Answer;
import io.github.jerseymcp.testing.Call;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.testing.MutableTime;
import io.github.jerseymcp.testing.RecordingReplayStore;
import io.github.jerseymcp.testing.SigningKey;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testing.TestProof;
import io.github.jerseymcp.testing.TestToken;
import io.github.jerseymcp.token.RevokedTokens;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an explanation says of a request is what the server answers to that very request. */
class ExplainTest {

  private static final MutableTime TIME = new MutableTime(Instant.parse("2026-11-22T12:00:00Z"));
  private static final TestIssuer ISSUER = TestIssuer.start("ES256", TIME);
  private static final TestIssuer GONE = TestIssuer.start("ES256", TIME);
  private static final RevokedTokens REVOKED = RevokedTokens.create(TIME);
  private static final RecordingReplayStore STORE = new RecordingReplayStore();
  private static final SigningKey KEY = SigningKey.generate("ES256", "client");
  private static final AtomicInteger RUNS = new AtomicInteger();
  private static final List<SecurityEvent> EVENTS = new CopyOnWriteArrayList<>();
  private static final ResourceConfig APPLICATION = application();
  private static final InProcess SERVER = InProcess.start(APPLICATION, Fixture.ORIGIN + "/");
  private static final McpSecurity SECURITY = McpSecurity.of(APPLICATION);

  static {
    GONE.outage(true);
  }

  @AfterAll
  static void stop() {
    ISSUER.close();
    GONE.close();
  }

  @Path("/notes")
  @McpProtected(scopes = "notes:read")
  public static class Notes {

    public Notes() {
      RUNS.incrementAndGet();
    }

    @GET
    public String get() {
      return "notes";
    }

    @POST
    @RequiresScopes("notes:write")
    @RequiresScopes({"notes:admin", "notes:all"})
    public String post() {
      return "posted";
    }

    @DELETE
    @Path("{id}")
    @RequiresScopes("notes:delete")
    public String delete(@PathParam("id") String id) {
      return id;
    }

    @GET
    @Path("signed")
    @RequiresAuthentication(acr = "gold", maxAge = 300)
    public String signed() {
      return "signed";
    }

    @GET
    @Path("open")
    @McpPublic
    public String open() {
      return "open";
    }

    @Path("shelf")
    @RequiresScopes("shelf")
    public Shelf shelf() {
      RUNS.incrementAndGet();
      return new Shelf();
    }

    @Path("opaque")
    @RequiresScopes("shelf")
    public Object opaque() {
      return new Shelf();
    }
  }

  public static class Shelf {
    @GET
    @RequiresScopes("book")
    public String get() {
      return "shelf";
    }
  }

  @Path("/strict")
  @McpProtected(dpop = DpopUse.REQUIRED)
  public static class Strict {
    @POST
    public String post() {
      return "strict";
    }
  }

  @Path("/unprotected")
  public static class Unprotected {
    @GET
    public String get() {
      return "anybody";
    }
  }

  /** A request, and the step that refuses it. */
  record Row(String name, String method, String path, String token, String refusedBy, String says) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Row> rows() {
    String good = token().sign();
    String key = "verify the token";
    return Stream.of(
        row("path not protected", "GET", "/unprotected", "", "", "no protected resource"),
        row("metadata document", "GET", "/.well-known/oauth-protected-resource/notes", "", "", ""),
        row("public", "GET", "/notes/open", "", "", "@McpPublic"),
        row("no token", "GET", "/notes", "", "extract credentials", "no access token"),
        row("two words", "GET", "/notes", "a b", "extract credentials", "well-formed token"),
        row("opaque token", "GET", "/notes", "tGzv3JOkF0XG5Qx2TlKWIA", key, "no signed JWT"),
        row("good", "GET", "/notes", good, "", "notes:read"),
        row("with a query", "GET", "/notes?a=b", good, "", ""),
        row("automatic HEAD", "HEAD", "/notes", good, "", ""),
        row("automatic OPTIONS", "OPTIONS", "/notes", good, "", ""),
        row(
            "wrong audience",
            "GET",
            "/notes",
            token().audience("https://mcp.example.com/other").sign(),
            key,
            "aud = https://mcp.example.com/other"),
        row(
            "expected audience",
            "GET",
            "/notes",
            token().audience("https://mcp.example.com/other").sign(),
            key,
            "Expected: the audience https://mcp.example.com/notes"),
        row(
            "issuer with a slash",
            "GET",
            "/notes",
            token().claim("iss", ISSUER.issuer() + "/").sign(),
            key,
            "They differ by a slash at the end"),
        row(
            "unknown issuer",
            "GET",
            "/notes",
            token().claim("iss", "https://evil.example").sign(),
            key,
            "iss = https://evil.example"),
        row(
            "expired",
            "GET",
            "/notes",
            token().expiresIn(Duration.ofMinutes(-5)).sign(),
            key,
            "It ended 5m ago"),
        row(
            "within the leeway",
            "GET",
            "/notes",
            token().expiresIn(Duration.ofSeconds(-20)).sign(),
            "",
            ""),
        row(
            "not yet valid",
            "GET",
            "/notes",
            token().claim("nbf", TIME.instant().plusSeconds(120).getEpochSecond()).sign(),
            key,
            "nbf = 2026-11-22T12:02:00Z"),
        row("unknown key", "GET", "/notes", token().header("kid", "x").sign(), key, "kid = x"),
        row(
            "forged",
            "GET",
            "/notes",
            token().forgedBy(KEY).sign(),
            key,
            "signature does not verify"),
        row("wrong type", "GET", "/notes", token().header("typ", "JWT").sign(), key, "typ = JWT"),
        row("claim missing", "GET", "/notes", token().without("sub").sign(), key, "sub"),
        row(
            "keys out of reach",
            "GET",
            "/notes",
            GONE.token().audience(Fixture.ORIGIN + "/notes").scope("notes:read").sign(),
            key,
            ""),
        row("revoked", "GET", "/notes", revoked(), key, "is revoked"),
        row("bound, not offered a proof", "GET", "/notes", bound("/notes"), "", "htm = GET"),
        row(
            "bound, for a path",
            "POST",
            "/strict",
            bound("/strict"),
            "",
            "htu = https://mcp.example.com/strict"),
        row(
            "not bound where it must be",
            "POST",
            "/strict",
            token().audience(Fixture.ORIGIN + "/strict").sign(),
            "verify the sender",
            "not bound to a DPoP key"),
        row(
            "bound to a certificate",
            "GET",
            "/notes",
            token().boundToCertificate(TestProof.thumbprint(KEY)).sign(),
            "verify the sender",
            "acceptClientCertificates"),
        row(
            "resource scope missing",
            "GET",
            "/notes",
            token().scope("other").sign(),
            "authorise",
            "Missing: notes:read"),
        row("alternatives", "POST", "/notes", good, "authorise", "One alternative: notes:read"),
        row(
            "second alternative",
            "POST",
            "/notes",
            token().scope("notes:read notes:admin notes:all").sign(),
            "",
            "notes:admin"),
        row("handler not found", "GET", "/notes/a/b", good, "find the handler", "no handler"),
        row("method not allowed", "PUT", "/notes", good, "find the handler", "GET, POST"),
        row("template", "DELETE", "/notes/7", good, "authorise", "Missing: notes:delete"),
        row("locator", "GET", "/notes/shelf", good, "authorise the locators", "Missing: shelf"),
        row(
            "behind a locator",
            "GET",
            "/notes/shelf",
            token().scope("notes:read shelf").sign(),
            "authorise the locators",
            "Missing: book"),
        row(
            "through a locator",
            "GET",
            "/notes/shelf",
            token().scope("notes:read shelf book").sign(),
            "",
            "book"),
        row(
            "opaque locator",
            "GET",
            "/notes/opaque",
            good,
            "authorise the locators",
            "Missing: shelf"),
        row(
            "user must sign in again",
            "GET",
            "/notes/signed",
            token().claim("acr", "silver").sign(),
            "authorise",
            "acr = silver"),
        row(
            "user has signed in well",
            "GET",
            "/notes/signed",
            token().claim("acr", "gold").claim("auth_time", TIME.instant().getEpochSecond()).sign(),
            "",
            ""),
        row("another spelling", "GET", "/%6eotes", "", "extract credentials", ""));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void saysWhatTheServerAnswersW06(Row row) {
    int runs = RUNS.get();
    int claims = STORE.claims().size();
    Explanation explanation = SECURITY.explain(row.token, row.path, row.method);
    assertThat(RUNS).as("code of the application").hasValue(runs);
    assertThat(STORE.claims()).as("claims").hasSize(claims);

    Answer answer = call(row).send();
    if (row.refusedBy.isEmpty()) {
      assertThat(answer.status()).isBetween(200, 299);
      assertThat(explanation.accepted()).isTrue();
      assertThat(explanation.answer()).isEmpty();
    } else {
      assertThat(explanation.accepted()).isFalse();
      assertThat(explanation.refusal().map(Step::name)).contains(row.refusedBy);
      Explanation.Answer told = explanation.answer().orElseThrow();
      assertThat(told.status()).isEqualTo(answer.status());
      assertThat(told.challenges()).isEqualTo(answer.all("WWW-Authenticate"));
      assertThat(told.retryAfterSeconds().isPresent())
          .isEqualTo(answer.header("Retry-After") != null);
    }
    assertThat(explanation.toString()).contains(row.says);
    assertHoldsNoSecret(explanation, row.token);
  }

  @Test
  void cannotTellWhatIsBehindALocatorThatReturnsAnything() {
    String token = token().scope("notes:read shelf").sign();
    Explanation explanation = SECURITY.explain(token, "/notes/opaque", "GET");
    assertThat(explanation.steps())
        .anyMatch(
            step ->
                step.name().equals("find the handler") && step.verdict() == Verdict.NOT_CHECKED);
    assertThat(SERVER.call("GET", "/notes/opaque").bearer(token).send().status()).isEqualTo(403);
  }

  @Test
  void reportsNoDecision() {
    EVENTS.clear();
    SECURITY.explain("", "/notes", "GET");
    SECURITY.explain(token().audience("x").sign(), "/notes", "GET");
    SECURITY.explain(token().sign(), "/notes", "GET");
    assertThat(EVENTS).allMatch(KeysFetched.class::isInstance);
  }

  @Test
  void takesTheWholeAddress() {
    Explanation explanation = SECURITY.explain("", Fixture.ORIGIN + "/notes?x#y", "GET");
    assertThat(explanation.path()).isEqualTo("/notes");
    assertThat(explanation.answer().orElseThrow().status()).isEqualTo(401);
  }

  @Test
  void showsNothingThatATerminalWouldObey() {
    String token = token().claim("iss", "https://a\u001b[2J\n\u202e" + "x".repeat(500)).sign();
    Explanation explanation = SECURITY.explain(token, "/notes\u001b[2J\n", "G\nET");
    assertThat(explanation.toString().replace("\n", "")).matches("[ -~]*");
    assertThat(explanation.token().get("iss")).hasSizeLessThan(250).doesNotContain("\n");
  }

  @Test
  void asksTheMapperNothing() {
    AtomicInteger asked = new AtomicInteger();
    ResourceConfig application =
        new ResourceConfig(Notes.class)
            .register(
                McpSecurityFeature.create(
                    config()
                        .principalMapper(
                            (claims, sender) -> {
                              asked.incrementAndGet();
                              return Optional.empty();
                            })
                        .build()));
    InProcess.start(application, Fixture.ORIGIN + "/");
    Explanation explanation = McpSecurity.of(application).explain(token().sign(), "/notes", "GET");
    assertThat(asked).hasValue(0);
    assertThat(explanation.steps())
        .anyMatch(
            step ->
                step.name().equals("establish the caller")
                    && step.verdict() == Verdict.NOT_CHECKED);
  }

  private static void assertHoldsNoSecret(Explanation explanation, String token) {
    String text = explanation.toString() + explanation.steps() + explanation.answer();
    for (String part : token.split("[.]", -1)) {
      if (part.length() > 20 || (token.equals(part) && part.length() > 3)) {
        assertThat(text).doesNotContain(part);
      }
    }
  }

  private static Call call(Row row) {
    Call call = SERVER.call(row.method, row.path);
    if (row.token.isEmpty()) {
      return call;
    }
    if (row.token.equals(bound(row.path))) {
      String proof =
          TestProof.of(KEY, row.method, Fixture.ORIGIN + row.path, TIME.instant())
              .token(row.token)
              .sign();
      return call.header("Authorization", "DPoP " + row.token).header("DPoP", proof);
    }
    return call.bearer(row.token);
  }

  private static final Map<String, String> BOUND = new ConcurrentHashMap<>();

  private static String bound(String path) {
    return BOUND.computeIfAbsent(
        path,
        same ->
            token().audience(Fixture.ORIGIN + path).boundToKey(TestProof.thumbprint(KEY)).sign());
  }

  private static String revoked() {
    REVOKED.revoke(ISSUER.issuer(), "revoked");
    return token().claim("jti", "revoked").sign();
  }

  private static TestToken token() {
    return ISSUER.token().audience(Fixture.ORIGIN + "/notes").scope("notes:read");
  }

  private static Row row(
      String name, String method, String path, String token, String refusedBy, String says) {
    return new Row(name, method, path, token, refusedBy, says);
  }

  private static McpSecurityConfigBuilder config() {
    return McpSecurityConfig.builder(Fixture.ORIGIN)
        .issuer(ISSUER.issuer())
        .issuer(GONE.issuer())
        .revokedTokens(REVOKED)
        .dpop(dpop -> dpop.optional(STORE))
        .events(events -> events.withListener(EVENTS::add))
        .clock(TIME);
  }

  private static ResourceConfig application() {
    return new ResourceConfig(Notes.class, Strict.class, Unprotected.class)
        .register(McpSecurityFeature.create(config().build()));
  }
}
