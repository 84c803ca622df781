package io.github.jerseymcp.credential;

import static io.github.jerseymcp.credential.Keyed.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.event.Caller;
import io.github.jerseymcp.event.RequestRefused;
import io.github.jerseymcp.testing.Answer;
import io.github.jerseymcp.testing.Call;
import io.github.jerseymcp.testing.CredentialVerifierContract;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.testsupport.ContractTests;
import io.github.jerseymcp.testsupport.LogFile;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys beside tokens: who comes in with which, and what everybody else is told. */
class AcceptedCredentialTest {

  private final Keyed keyed = new Keyed();

  @AfterEach
  void stop() {
    keyed.close();
  }

  static Stream<Arguments> requests() {
    return Stream.of(
        row("W-01 a good key", 200, c -> c.header("X-API-Key", KEY)),
        row("W-01 the header in another case", 200, c -> c.header("x-api-key", KEY)),
        row("W-01 space around it", 200, c -> c.header("X-API-Key", " " + KEY + "\t")),
        row("W-01 other space around it", 400, c -> c.header("X-API-Key", "\u2003" + KEY)),
        row("W-01 a control character at its end", 400, c -> c.header("X-API-Key", KEY + "\u001f")),
        row("W-01 nothing", 401, c -> c),
        row("W-01 another key", 401, c -> c.header("X-API-Key", "other")),
        row("W-01 the key in other letters", 401, c -> c.header("X-API-Key", upper())),
        row("W-01 a part of the key", 401, c -> c.header("X-API-Key", KEY.substring(1))),
        row("W-01 longer than the limit", 401, c -> c.header("X-API-Key", "x".repeat(20_000))),
        row("W-01 the key as a bearer token", 401, c -> c.bearer(KEY)),
        row("W-01 behind a scheme that is not bound", 401, c -> authorization(c, "ApiKey " + KEY)),
        row("W-01 the header twice", 400, c -> c.header("X-API-Key", KEY).header("X-API-Key", KEY)),
        row("W-01 two keys in one field", 400, c -> c.header("X-API-Key", KEY + "," + KEY)),
        row("W-01 two words", 400, c -> c.header("X-API-Key", KEY + " " + KEY)),
        row("W-01 no value", 400, c -> c.header("X-API-Key", "")),
        row("W-01 what is no ASCII", 400, c -> c.header("X-API-Key", "schl\u00fcssel")),
        row("W-01 a control character", 400, c -> c.header("X-API-Key", "a\u0000b")),
        row("W-01 the key and Basic", 400, c -> authorization(key(c), "Basic YTpi")),
        row("W-01 the key and a wrong token", 400, c -> key(c).bearer("wrong")),
        row("W-01 the key and a form token", 400, AcceptedCredentialTest::form));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("requests")
  void readsOneKeyInItsHeader(String row, int expected, UnaryOperator<Call> change) {
    InProcess server = keyed.start(keyed.inHeader());
    Call call = row.contains("form") ? server.call("POST", "/shelf/fails") : shelf(server);

    assertThat(change.apply(call).send().status()).isEqualTo(expected);
  }

  static Stream<Arguments> schemes() {
    return Stream.of(
        row("W-01 a good key", 200, c -> authorization(c, "ApiKey " + KEY)),
        row("W-01 the scheme in another case", 200, c -> authorization(c, "apikey  " + KEY)),
        row("W-01 another key", 401, c -> authorization(c, "ApiKey other")),
        row("W-01 the key in a header", 401, c -> c.header("X-API-Key", KEY)),
        row("W-01 no key", 400, c -> authorization(c, "ApiKey ")),
        row("W-01 no token68", 400, c -> authorization(c, "ApiKey a:b")),
        row("W-01 a scheme that begins so", 401, c -> authorization(c, "ApiKeys " + KEY)),
        row("W-01 twice", 400, c -> authorization(authorization(c, "ApiKey " + KEY), "ApiKey x")));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("schemes")
  void readsOneKeyBehindItsScheme(String row, int expected, UnaryOperator<Call> change) {
    InProcess server = keyed.start(keyed.inScheme());

    assertThat(change.apply(shelf(server)).send().status()).isEqualTo(expected);
  }

  @Test
  void readsNoKeyInTheQueryW01() {
    InProcess server = keyed.start(keyed.inHeader());

    Answer answer = server.call("GET", "/shelf?X-API-Key=" + KEY + "&api_key=" + KEY).send();

    assertThat(answer.status()).isEqualTo(401);
    assertThat(keyed.asked).hasValue(0);
  }

  @Test
  void refusesTwoCredentialsWithOneConstantAnswerW01() {
    InProcess server = keyed.start(keyed.inHeader(), other());
    List<Answer> answers =
        List.of(
            key(shelf(server)).bearer(keyed.token()).send(),
            key(shelf(server)).header("X-API-Key", "wrong").send(),
            key(shelf(server)).header("X-Other", "z").send(),
            shelf(server).header("X-Other", "z").bearer("wrong").send());

    assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(400));
    assertThat(answers.stream().map(Answer::body).distinct()).hasSize(1);
    assertThat(answers.stream().map(Answer::challenge).distinct())
        .singleElement()
        .asString()
        .contains("error=\"invalid_request\"");
    assertThat(keyed.asked).as("nobody is asked about either").hasValue(0);
  }

  static Stream<Arguments> answers() {
    VerifiedCredential good = Keyed.good();
    return Stream.of(
        answer("all that is needed", 200, key -> Optional.of(good)),
        answer("nothing", 401, key -> Optional.empty()),
        answer("null", 401, key -> null),
        answer("good for nothing", 401, key -> of("a", Keyed.LATER)),
        answer("good for another resource", 401, key -> of("a", Keyed.LATER, "https://x/shelf")),
        answer("at its end", 401, key -> of("a", Instant.EPOCH, Keyed.SHELF)),
        answer("without an end that can be told", 401, key -> of("a", Instant.MAX, Keyed.SHELF)),
        answer("without scopes", 403, key -> of("a", Keyed.LATER, Keyed.SHELF)),
        answer("a scope that is none", 503, key -> Optional.of(good.withScopes(List.of("a b")))),
        answer("no subject", 503, key -> of(" ", Keyed.LATER, Keyed.SHELF)),
        answer("an exception", 503, AcceptedCredentialTest::fails));
  }

  @ParameterizedTest(name = "W-01 {0}: {1}")
  @MethodSource("answers")
  void checksWhatAVerifierTells(String row, int expected, CredentialVerifier verifier) {
    InProcess server =
        keyed.start(AcceptedCredential.verifiedBy("k", verifier).inHeader("X-API-Key"));
    long before = LogFile.size();

    Answer answer = key(shelf(server)).send();

    assertThat(answer.status()).isEqualTo(expected);
    assertThat(answer.header("Retry-After") == null).isEqualTo(expected != 503);
    assertThat(answer.challenge().isEmpty()).isEqualTo(expected == 503 || expected == 200);
    assertThat(LogFile.from(before) + keyed.events + answer.body()).doesNotContain(KEY);
  }

  @Test
  void aWrongKeyIsToldWhereTokensAreW01() {
    InProcess server = keyed.start(keyed.inHeader());

    Answer wrong = shelf(server).header("X-API-Key", "wrong").send();

    assertThat(wrong.challenge()).isEqualTo(shelf(server).bearer("wrong").send().challenge());
    assertThat(wrong.challenge())
        .startsWith("Bearer error=\"invalid_token\"")
        .contains("resource_metadata=");
    assertThat(wrong.body()).isEqualTo(shelf(server).bearer("wrong").send().body());
  }

  @Test
  void isACallerLikeOthersW01() {
    InProcess server = keyed.start(keyed.inHeader());

    assertThat(key(shelf(server)).send().body()).isEqualTo("ci-keys build-7 ci");
    assertThat(keyed.accepted())
        .singleElement()
        .satisfies(
            accepted ->
                assertThat(accepted.caller())
                    .contains(
                        new Caller(
                            "ci-keys", "build-7", Optional.of("ci"), Keyed.good().scopes())));
    assertThat(shelf(server).bearer(keyed.token()).send().status()).as("a token").isEqualTo(200);
  }

  @Test
  void aTokenThatCallsItselfAKeyIsNoneW01() {
    InProcess server = keyed.start(keyed.inHeader());
    String disguised = keyed.issuer.token().audience(Keyed.SHELF).claim("iss", "ci-keys").sign();

    assertThat(shelf(server).bearer(disguised).send().status()).isEqualTo(401);
    assertThat(shelf(server).header("X-API-Key", keyed.token()).send().status()).isEqualTo(401);
  }

  @Test
  void aKeyMayLookLikeATokenW01() {
    String jwt = keyed.issuer.token().claim("iss", "https://legacy.example").sign();
    keyed.known.put(jwt, Keyed.good());
    InProcess server = keyed.start(keyed.inHeader());

    assertThat(shelf(server).header("X-API-Key", jwt).send().status()).isEqualTo(200);
    assertThat(shelf(server).bearer(jwt).send().status()).isEqualTo(401);
    assertThat(keyed.issuer.keyFetches()).isZero();
  }

  @Test
  void isAskedOnceForAHundredRequestsAndAgainAfterAWhileW01() throws Exception {
    InProcess server = keyed.start(keyed.inHeader());
    ExecutorService clients = Executors.newFixedThreadPool(100);
    List<Integer> statuses = new ArrayList<>();
    Callable<Integer> request = () -> key(shelf(server)).send().status();
    for (Future<Integer> answer : clients.invokeAll(Collections.nCopies(100, request))) {
      statuses.add(answer.get());
    }
    clients.shutdownNow();
    assertThat(statuses).containsOnly(200).hasSize(100);
    assertThat(keyed.asked).hasValue(1);

    keyed.known.clear();
    assertThat(key(shelf(server)).send().status()).as("within 30 s").isEqualTo(200);
    keyed.time.advance(Duration.ofSeconds(31));
    assertThat(key(shelf(server)).send().status()).as("revoked").isEqualTo(401);
  }

  /** Keys that somebody made up shut out nobody, however a verifier takes them. */
  @Test
  void sparesAVerifierThatFailsForKeysThatWereGoodW01() {
    AtomicInteger calls = new AtomicInteger();
    AtomicBoolean broken = new AtomicBoolean();
    InProcess server =
        keyed.start(
            AcceptedCredential.verifiedBy(
                    "k",
                    key -> {
                      calls.incrementAndGet();
                      if (broken.get() || key.startsWith("odd")) {
                        throw new IOException();
                      }
                      return Optional.of(Keyed.good());
                    })
                .inHeader("X-API-Key"));
    assertThat(asked(server, "odd", 503)).isEqualTo(10);
    assertThat(asked(server, "key", 200)).isEqualTo(10);
    keyed.time.advance(Duration.ofMinutes(2));
    calls.set(0);
    broken.set(true);

    assertThat(asked(server, "key", 503)).isEqualTo(10);
    assertThat(calls).hasValue(3);
    assertThat(shelf(server).bearer(keyed.token()).send().status()).as("tokens").isEqualTo(200);
  }

  /** How many of ten keys are answered so. */
  private static long asked(InProcess server, String key, int status) {
    return IntStream.range(0, 10)
        .filter(i -> shelf(server).header("X-API-Key", key + i).send().status() == status)
        .count();
  }

  @Test
  void countsWrongKeysAsGuessesOfTheirNetworkW01() {
    InProcess server =
        keyed.start(
            config ->
                config
                    .issuer(keyed.issuer.issuer())
                    .edge(
                        edge ->
                            edge.withPeerAddress(
                                request -> Optional.of(java.net.InetAddress.getLoopbackAddress())))
                    .rates(rates -> rates.withFailuresOfNetwork(3, Duration.ofMinutes(1))),
            keyed.inHeader());
    for (int i = 0; i < 3; i++) {
      assertThat(shelf(server).header("X-API-Key", "guess-" + i).send().status()).isEqualTo(401);
    }
    assertThat(shelf(server).header("X-API-Key", "guess").send().status()).isEqualTo(429);
    assertThat(key(shelf(server)).send().status()).as("a good key").isEqualTo(200);
  }

  @Test
  void ownsNoRevocationButThatOfItsNameW01() {
    var revoked = io.github.jerseymcp.token.RevokedTokens.create(keyed.time);
    keyed.known.put(KEY, Keyed.good().withId("k-1"));
    InProcess server =
        keyed.start(
            config -> config.issuer(keyed.issuer.issuer()).revokedTokens(revoked),
            keyed.inHeader());
    revoked.revoke(keyed.issuer.issuer(), "k-1");
    assertThat(key(shelf(server)).send().status()).isEqualTo(200);

    revoked.revoke("ci-keys", "k-1");
    assertThat(key(shelf(server)).send().status()).isEqualTo(401);
  }

  @Test
  void tellsTheOperatorWhatWasWrongW01() {
    InProcess server = keyed.start(keyed.inHeader());
    shelf(server).header("X-API-Key", "wrong").send();

    assertThat(keyed.events)
        .filteredOn(RequestRefused.class::isInstance)
        .singleElement()
        .satisfies(
            event ->
                assertThat(((RequestRefused) event).cause().code()).isEqualTo("token.inactive"));
  }

  @TestFactory
  Stream<DynamicTest> keepsTheContract() {
    return ContractTests.of(new OfMap(keyed).rules());
  }

  /** A verifier as an application may write one. */
  private static final class OfMap extends CredentialVerifierContract {

    private final AtomicInteger numbers = new AtomicInteger();
    private final Keyed keyed;
    private volatile boolean broken;

    OfMap(Keyed keyed) {
      this.keyed = keyed;
    }

    @Override
    protected CredentialVerifier verifier() {
      return key -> {
        if (broken) {
          throw new IOException("down");
        }
        return keyed.find(key);
      };
    }

    @Override
    protected String goodCredential(String subject) {
      String key = "Key-" + numbers.incrementAndGet() + "-";
      keyed.known.put(key, VerifiedCredential.of(subject, Keyed.LATER, Keyed.SHELF));
      return key;
    }

    @Override
    protected String endedCredential() {
      return "Key-0-";
    }

    @Override
    protected boolean canBreakDown() {
      return true;
    }

    @Override
    protected void breakDown() {
      broken = true;
    }

    @Override
    protected void repair() {
      broken = false;
    }
  }

  private AcceptedCredential other() {
    return AcceptedCredential.verifiedBy("other", keyed::find).inHeader("X-Other");
  }

  private static Call shelf(InProcess server) {
    return server.call("GET", "/shelf");
  }

  private static Call key(Call call) {
    return call.header("X-API-Key", KEY);
  }

  private static Call authorization(Call call, String value) {
    return call.header("Authorization", value);
  }

  private static Call form(Call call) {
    return key(call).body("application/x-www-form-urlencoded", "access_token=x");
  }

  private static String upper() {
    return KEY.toUpperCase(java.util.Locale.ROOT);
  }

  private static Optional<VerifiedCredential> of(String subject, Instant end, String... good) {
    return Optional.of(VerifiedCredential.of(subject, end, good));
  }

  private static Optional<VerifiedCredential> fails(String key) throws IOException {
    throw new IOException("cannot look up " + key);
  }

  private static Arguments row(String name, int expected, UnaryOperator<Call> change) {
    return Arguments.of(name, expected, change);
  }

  private static Arguments answer(String name, int expected, CredentialVerifier verifier) {
    return Arguments.of(name, expected, verifier);
  }
}
