package io.github.jerseymcp.server;

import static io.github.jerseymcp.server.Fixture.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.AuthenticationRequirement;
import io.github.jerseymcp.InsufficientAuthenticationException;
import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.RequiresAuthentication;
import io.github.jerseymcp.RequiresScopes;
import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.event.RequestRefused;
import io.github.jerseymcp.event.SecurityEvent;
import io.github.jerseymcp.event.Stage;
import io.github.jerseymcp.refusal.Reason;
import io.github.jerseymcp.replay.InMemoryReplayStore;
import io.github.jerseymcp.testing.Answer;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.testing.MutableTime;
import io.github.jerseymcp.testing.SigningKey;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testing.TestProof;
import io.github.jerseymcp.testing.TestToken;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How, and how recently, the user must have signed in (RFC 9470): SU-01 to SU-06, G13. */
class StepUpTest {

  private static final Duration LEEWAY = Duration.ofSeconds(30);
  private static final MutableTime TIME = new MutableTime(Instant.parse("2027-01-01T00:00:00Z"));
  private static final TestIssuer ISSUER = TestIssuer.start("ES256", TIME);
  private static final Queue<SecurityEvent> EVENTS = new ConcurrentLinkedQueue<>();
  private static final AtomicInteger RUNS = new AtomicInteger();
  private static final InProcess SERVER =
      InProcess.start(
          new ResourceConfig(Bank.class)
              .register(
                  McpSecurityFeature.create(
                      McpSecurityConfig.builder(ORIGIN)
                          .issuer(ISSUER.issuer())
                          .clock(TIME)
                          .events(events -> events.withListener(EVENTS::add))
                          .dpop(dpop -> dpop.optional(new InMemoryReplayStore(TIME)))
                          .build())),
          ORIGIN + "/");
  private static final String ERROR = "error=\"insufficient_user_authentication\"";

  /** What a supertype asks for holds, too. */
  @RequiresAuthentication(acr = {"gold", "silver", "bronze"})
  public interface Strong {}

  @Path("/bank")
  @McpProtected(scopes = "bank")
  public static class Bank {

    @GET
    @Path("open")
    public String open() {
      return done();
    }

    @GET
    @Path("acr")
    @RequiresAuthentication(acr = {"gold", "silver"})
    @RequiresScopes("pay")
    public String acr() {
      return done();
    }

    @GET
    @Path("age")
    @RequiresAuthentication(maxAge = 300)
    public String age() {
      return done();
    }

    @GET
    @Path("both")
    @RequiresAuthentication(acr = "gold", maxAge = 300)
    public String both() {
      return done();
    }

    @Path("vault")
    @RequiresAuthentication(acr = {"gold", "silver"})
    public Vault vault() {
      RUNS.incrementAndGet();
      return new Vault();
    }

    @Path("opaque")
    @RequiresAuthentication(acr = {"gold", "silver"})
    public Object opaque() {
      RUNS.incrementAndGet();
      return new Vault();
    }

    @Path("contrary")
    @RequiresAuthentication(acr = "platinum")
    public Object contrary() {
      return new Vault();
    }

    @GET
    @Path("thrown")
    @RequiresScopes("pay")
    @RequiresAuthentication(
        acr = {"gold", "silver"},
        maxAge = 600)
    public String thrown() {
      throw again();
    }

    @GET
    @Path("thrown-later")
    @RequiresScopes("pay")
    @RequiresAuthentication(
        acr = {"gold", "silver"},
        maxAge = 600)
    public CompletionStage<String> thrownLater() {
      return CompletableFuture.supplyAsync(
          () -> {
            throw again();
          },
          CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS));
    }

    private static InsufficientAuthenticationException again() {
      return new InsufficientAuthenticationException(
          AuthenticationRequirement.ofAcr("gold")
              .and(AuthenticationRequirement.ofMaxAge(Duration.ofMinutes(1))),
          "more");
    }
  }

  /** Behind a locator. */
  public static class Vault implements Strong {

    @GET
    public String get() {
      return done();
    }

    @GET
    @Path("inner")
    @RequiresAuthentication(
        acr = {"silver", "gold"},
        maxAge = 60)
    public String inner() {
      return done();
    }
  }

  private static String done() {
    RUNS.incrementAndGet();
    return "done";
  }

  static Stream<Arguments> rules() {
    String gold = "acr_values=\"gold silver\"";
    return Stream.of(
        row("nothing is asked of an open method", "open", t -> t, null),
        row("SU-03 the preferred acr", "acr", acr("gold"), null),
        row("SU-03 another acr of the list", "acr", acr("silver"), null),
        row("SU-03 an acr that is not listed", "acr", acr("bronze"), gold),
        row("SU-03 compares with case", "acr", acr("Gold"), gold),
        row("SU-03 a list is no acr", "acr", acr("gold silver"), gold),
        row("SU-02 no acr", "acr", t -> t, gold),
        row("SU-02 just signed in", "age", signedIn(0), null),
        row("SU-02 within the age", "age", signedIn(300), null),
        row("SU-02 within the leeway", "age", signedIn(330), null),
        row("SU-02 beyond the leeway", "age", signedIn(331), "max_age=\"300\""),
        row("SU-02 no auth_time", "age", t -> t, "max_age=\"300\""),
        row("SU-02 ahead within the leeway", "age", signedIn(-30), null),
        row("SU-02 ahead beyond the leeway", "age", signedIn(-31), "max_age=\"300\""),
        row("SU-02 before all time", "age", claim("auth_time", -1), "max_age=\"300\""),
        row("SU-02 a fraction", "age", t -> t.claim("auth_time", now() - 1.5), null),
        row("SU-02 beyond all numbers", "age", claim("auth_time", 1e300), "max_age=\"300\""),
        row("SU-01 both hold", "both", acr("gold", 10), null),
        row(
            "SU-01 the acr alone",
            "both",
            acr("gold", 400),
            "acr_values=\"gold\", max_age=\"300\""),
        row(
            "SU-01 the age alone",
            "both",
            acr("silver", 1),
            "acr_values=\"gold\", max_age=\"300\""),
        row("SU-05 of a locator", "vault", acr("bronze"), gold),
        row("SU-05 of locator and class", "vault", acr("silver"), null),
        row("SU-05 of a locator that hides its type", "opaque", acr("bronze"), gold),
        row("SU-05 behind one that hides its type", "opaque", acr("silver"), null),
        row(
            "SU-05 locator, class and method",
            "vault/inner",
            acr("gold", 100),
            gold + ", max_age=\"60\""),
        row("SU-05 all of them", "opaque/inner", acr("silver", 10), null));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void asksForTheAuthenticationOfTheOperation(
      String row, String path, UnaryOperator<TestToken> change, String asked) {
    int before = RUNS.get();
    Answer answer = get(path, change.apply(token()).sign());

    if (asked == null) {
      assertThat(answer.body()).isEqualTo("done");
    } else {
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.all("WWW-Authenticate").get(0)).contains(ERROR, ", " + asked + ", scope=");
      assertThat(answer.body()).contains("insufficient_user_authentication");
      assertThat(RUNS).as("nothing of the application ran").hasValue(before);
    }
  }

  private static final String TEXT =
      ERROR
          + ", error_description=\"This operation needs another, or a more recent, authentication"
          + " of the user\", acr_values=\"gold\", max_age=\"300\"";
  private static final String END =
      "scope=\"bank\", resource_metadata=\""
          + ORIGIN
          + "/.well-known/oauth-protected-resource/bank\"";

  @Test
  void challengesInTheSchemeOfTheRequestSu01() {
    SigningKey key = SigningKey.generate("ES256", "client");
    String bound = token().boundToKey(TestProof.thumbprint(key)).sign();
    String proof =
        TestProof.of(key, "GET", ORIGIN + "/bank/both", TIME.instant()).token(bound).sign();

    Answer bearer = get("both", token().sign());
    Answer dpop =
        SERVER
            .call("GET", "/bank/both")
            .header("Authorization", "DPoP " + bound)
            .header("DPoP", proof)
            .send();

    assertThat(bearer.all("WWW-Authenticate").get(0)).isEqualTo("Bearer " + TEXT + ", " + END);
    assertThat(bearer.all("WWW-Authenticate").get(1)).startsWith("DPoP algs=").endsWith(END);
    assertThat(bearer.all("WWW-Authenticate").get(1)).doesNotContain("acr_values", "max_age");
    assertThat(dpop.status()).isEqualTo(401);
    assertThat(dpop.all("WWW-Authenticate").get(0)).isEqualTo("Bearer " + END);
    assertThat(dpop.all("WWW-Authenticate").get(1))
        .startsWith("DPoP " + TEXT + ", algs=")
        .endsWith(END);
    assertThat(bearer.all("Cache-Control")).containsExactly("no-store");
  }

  @Test
  void tellsOfScopesAndAuthenticationAtOnceSu04() {
    Answer lacksBoth = get("acr", token().scope("bank").sign());
    Answer lacksAcr = get("acr", token().scope("bank pay").sign());

    Answer lacksScope = get("acr", acr("gold").apply(token().scope("bank")).sign());

    for (Answer answer : List.of(lacksBoth, lacksAcr)) {
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.challenge())
          .contains(ERROR, "scope=\"bank pay\"", "acr_values=\"gold silver\"");
    }
    assertThat(lacksScope.status()).isEqualTo(403);
    assertThat(lacksScope.challenge()).contains("insufficient_scope", "scope=\"bank pay\"");
    assertThat(lacksScope.challenge()).doesNotContain("acr_values");
  }

  @Test
  void tellsOfBothBeforeALocatorRunsSu04() {
    int before = RUNS.get();
    Answer answer = get("vault", token().scope("other").sign());

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.challenge()).contains(ERROR, "scope=\"bank\"", "acr_values=\"gold silver\"");
    assertThat(RUNS).hasValue(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"acr", "auth_time"})
  void takesAClaimOfAnotherTypeForNoneSu02(String name) {
    for (Object value : new Object[] {true, List.of("gold"), Map.of("gold", 1)}) {
      Answer answer = get("both", acr("gold", 1).apply(token()).claim(name, value).sign());

      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.challenge()).contains(ERROR);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"thrown", "thrown-later"})
  void takesWhatAHandlerFindsOutSu06(String path) {
    Answer answer = get(path, acr("gold", 500).apply(token().scope("bank pay")).sign());

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.challenge())
        .contains(ERROR, "acr_values=\"gold\", max_age=\"60\"", "scope=\"bank pay more\"");
  }

  @Test
  void refusesForGoodWhatNoTokenCanMeetSu05() {
    Answer answer = get("contrary", acr("platinum").apply(token()).sign());

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.all("WWW-Authenticate")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"both", "vault", "thrown"})
  void reportsWhoWasRefusedAndWhy(String path) {
    String acr = path.equals("thrown") ? "gold" : "bronze";
    String token = acr(acr, 100).apply(token()).sign();
    EVENTS.clear();
    get(path, token);
    List<RequestRefused> refused =
        EVENTS.stream()
            .filter(RequestRefused.class::isInstance)
            .map(RequestRefused.class::cast)
            .toList();

    assertThat(refused).hasSize(1);
    assertThat(refused.get(0).cause()).isEqualTo(Reason.INSUFFICIENT_AUTHENTICATION);
    assertThat(refused.get(0).cause().stage()).isEqualTo(Stage.AUTHENTICATION);
    assertThat(refused.get(0).status()).isEqualTo(401);
    assertThat(refused.get(0).caller().orElseThrow().subject()).isEqualTo("alice");
    assertThat(refused.get(0).needed()).contains("bank");
    assertThat(refused.get(0).toString()).doesNotContain(token);
  }

  @Test
  void judgesEachRequestByItsOwnTimeSu02() {
    String token = signedIn(0).apply(token().expiresIn(Duration.ofHours(1))).sign();
    assertThat(get("age", token).status()).isEqualTo(200);
    TIME.advance(LEEWAY.plusSeconds(301));

    assertThat(get("age", token).challenge()).contains("max_age=\"300\"");
    assertThat(get("open", token).status()).isEqualTo(200);
  }

  private static Answer get(String path, String token) {
    return SERVER.call("GET", "/bank/" + path).bearer(token).send();
  }

  private static TestToken token() {
    return ISSUER.token().audience(ORIGIN + "/bank").scope("bank pay");
  }

  private static long now() {
    return TIME.instant().getEpochSecond();
  }

  private static UnaryOperator<TestToken> claim(String name, Object value) {
    return token -> token.claim(name, value);
  }

  private static UnaryOperator<TestToken> acr(String value) {
    return claim("acr", value);
  }

  private static UnaryOperator<TestToken> signedIn(long secondsAgo) {
    return token -> token.claim("auth_time", now() - secondsAgo);
  }

  private static UnaryOperator<TestToken> acr(String value, long secondsAgo) {
    return token -> signedIn(secondsAgo).apply(token.claim("acr", value));
  }

  private static Arguments row(
      String name, String path, UnaryOperator<TestToken> change, String asked) {
    return Arguments.of(name, path, change, asked);
  }
}
