package io.github.jerseymcp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.jerseymcp.client.discovery.AuthorizationFailedException;
import io.github.jerseymcp.client.discovery.AuthorizationFault;
import io.github.jerseymcp.client.registration.Registration;
import io.github.jerseymcp.client.token.CredentialKey;
import io.github.jerseymcp.client.token.CredentialStore;
import io.github.jerseymcp.client.token.MemoryCredentialStore;
import io.github.jerseymcp.client.trust.TrustPolicy;
import io.github.jerseymcp.fetch.FetchPolicy;
import io.github.jerseymcp.testing.MutableTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens to tokens once there are some: negative cases 10, 11, 15, 20 to 24, 26, 27. */
class UseTest {

  private final TestParties parties = new TestParties();
  private final MutableTime time = new MutableTime(Instant.parse("2026-11-29T10:00:00Z"));
  private final MemoryCredentialStore store = new MemoryCredentialStore();
  private McpAuthorization authorization = of("alice", TrustPolicy.configured());
  private HttpClient client = authorization.httpClient().build();

  @AfterEach
  void stop() {
    parties.close();
  }

  private McpAuthorization of(String user, TrustPolicy trust) {
    return McpAuthorization.builder(
            parties.server(), Grant.authorizationCode(parties.browser(), Duration.ofSeconds(60)))
        .registrations(Registration.dynamic("Test"))
        .user(user)
        .credentials(store)
        .trust(trust)
        .time(time)
        .header("X-Api-Key", () -> "key of " + user)
        .build();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ORIGIN/",
        "ORIGIN/mcpx",
        "ORIGIN/admin/mcp",
        "ORIGIN/mcp/../admin",
        "ORIGIN/mcp/%2e%2e/admin",
        "ISSUER/mcp",
        "https://evil.example/mcp",
        "http://user@127.0.0.1/mcp"
      })
  void sendsNothingToAnyOtherAddressCase21(String address) throws Exception {
    assertThat(post().statusCode()).isEqualTo(200);
    int before = parties.seen.size();
    URI target =
        URI.create(address.replace("ORIGIN", parties.origin()).replace("ISSUER", parties.issuer()));

    assertThatExceptionOfType(AuthorizationFailedException.class)
        .isThrownBy(() -> client.send(request(target), BodyHandlers.ofString()))
        .satisfies(e -> assertThat(e.fault()).isEqualTo(AuthorizationFault.OTHER_DESTINATION));
    assertThat(parties.seen).hasSize(before);
  }

  @Test
  void followsNoRedirectWithCredentialsCase21() throws Exception {
    assertThat(post().statusCode()).isEqualTo(200);
    parties.intercept =
        (path, exchange) -> {
          exchange.getResponseHeaders().set("Location", parties.issuer() + "/stolen");
          return SignInFlowTest.written(exchange, 307, "");
        };

    assertThat(post().statusCode()).isEqualTo(307);
    assertThat(parties.seen("POST /stolen")).isEmpty();
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> authorization.httpClient().followRedirects(HttpClient.Redirect.NORMAL));
  }

  @Test
  void replacesACredentialThatTheApplicationSentItself() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(parties.server()))
            .header("Authorization", "Bearer of-somebody-else")
            .header("Cookie", "a=b")
            .POST(BodyPublishers.ofString("{}"))
            .build();

    assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    assertThat(parties.seen("POST /mcp"))
        .allSatisfy(seen -> assertThat(seen.field("Authorization")).doesNotContain("somebody"))
        .allSatisfy(seen -> assertThat(seen.field("Cookie")).isEmpty())
        .allSatisfy(seen -> assertThat(seen.field("X-api-key")).isEqualTo("key of alice"));
  }

  @Test
  void aHundredRefusalsAtOnceMakeOneSignInCase22() throws Exception {
    List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      all.add(client.sendAsync(request(URI.create(parties.server())), BodyHandlers.ofString()));
    }
    for (CompletableFuture<HttpResponse<String>> one : all) {
      assertThat(one.get().statusCode()).isEqualTo(200);
    }

    assertThat(parties.seen("POST /token")).hasSize(1);
    assertThat(parties.seen("GET /authorize")).hasSize(1);
  }

  @Test
  void aHundredRequestsAtTheEndOfATokenMakeOneRenewalCase22() throws Exception {
    post();
    time.advance(Duration.ofMinutes(59).plusSeconds(45));
    List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      all.add(client.sendAsync(request(URI.create(parties.server())), BodyHandlers.ofString()));
    }
    for (CompletableFuture<HttpResponse<String>> one : all) {
      assertThat(one.get().statusCode()).isEqualTo(200);
    }

    assertThat(parties.seen("POST /token")).hasSize(2);
    assertThat(parties.seen("POST /token").get(1).parameters())
        .containsEntry("grant_type", "refresh_token")
        .containsEntry("resource", parties.server());
  }

  @Test
  void aHundredRefusalsOfATokenAtOnceMakeOneRenewalCase22() throws Exception {
    post();
    parties.tokens.clear();
    CountDownLatch allWereRefused = new CountDownLatch(100);
    parties.intercept =
        (path, exchange) -> {
          if (path.equals("/mcp")) {
            allWereRefused.countDown();
          } else if (path.equals("/token")) {
            await(allWereRefused);
          }
          return false;
        };
    List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      all.add(client.sendAsync(request(URI.create(parties.server())), BodyHandlers.ofString()));
    }
    for (CompletableFuture<HttpResponse<String>> one : all) {
      assertThat(one.get().statusCode()).isEqualTo(200);
    }

    assertThat(parties.seen("POST /token")).hasSize(2);
    assertThat(parties.seen("GET /authorize")).hasSize(1);
  }

  /** More is asked of the user for what the user has denied, but not again and again. */
  @Test
  void remembersWhatTheUserDeniedCase24() throws Exception {
    post();
    parties.needed = "write";
    parties.callbackChange =
        callback -> {
          callback.remove("code");
          callback.put("error", "access_denied");
          return callback;
        };

    assertFails(AuthorizationFault.DENIED);
    assertFails(AuthorizationFault.DENIED);
    for (int i = 0; i < 5; i++) {
      assertThat(post().statusCode()).isEqualTo(403);
    }
    assertThat(parties.opened).as("the first, and two for more").hasSize(3);
    parties.needed = "";
    assertThat(post().statusCode()).as("what was granted is kept").isEqualTo(200);
    assertThat(parties.opened).hasSize(3);
  }

  /** A lifetime of a day at most, whatever the authorization server says. */
  @Test
  void renewsATokenWithoutEndAfterADayCase18() throws Exception {
    parties.expiresIn = 99_999_999_999_999L;
    post();
    time.advance(Duration.ofHours(23));
    post();
    assertThat(parties.seen("POST /token")).hasSize(1);
    time.advance(Duration.ofHours(1));
    post();
    assertThat(parties.seen("POST /token")).hasSize(2);
  }

  @Test
  void keepsASignInWhileTheTokenEndpointIsSilentCase23() throws Exception {
    client =
        McpAuthorization.builder(
                parties.server(),
                Grant.authorizationCode(parties.browser(), Duration.ofSeconds(60)))
            .registrations(Registration.dynamic("Test"))
            .fetch(FetchPolicy.strict().withTimeout(Duration.ofMillis(500)))
            .time(time)
            .build()
            .httpClient()
            .build();
    post();
    CountDownLatch over = new CountDownLatch(1);
    parties.intercept =
        (path, exchange) -> {
          if (path.equals("/token")) {
            await(over);
          }
          return false;
        };
    time.advance(Duration.ofMinutes(59).plusSeconds(45));

    assertThat(post().statusCode()).isEqualTo(200);
    assertThat(post().statusCode()).isEqualTo(200);
    assertThat(parties.seen("POST /token")).as("a pause between tries").hasSize(2);
    assertThat(parties.seen("GET /authorize")).hasSize(1);
    over.countDown();
  }

  /** A disk that is full, say: the old refresh token is worth more than none. */
  @Test
  void spendsNoRefreshTokenWhereTheNewOneCouldNotBeKeptCase23() throws Exception {
    post();
    client =
        McpAuthorization.builder(parties.server(), Grant.authorizationCode(parties.browser()))
            .registrations(Registration.dynamic("Test"))
            .user("alice")
            .credentials(new FullStore(store))
            .time(time)
            .build()
            .httpClient()
            .build();
    time.advance(Duration.ofHours(1));

    assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(this::post);
    assertThat(parties.seen("POST /token")).as("that of the sign-in").hasSize(1);
    assertThat(authorization.isSignedIn()).isTrue();
  }

  /** Gives what it has, and takes nothing more. */
  private record FullStore(CredentialStore store) implements CredentialStore {

    @Override
    public Optional<Stored> read(CredentialKey key) {
      return store.read(key);
    }

    @Override
    public boolean write(CredentialKey key, long expectedVersion, String value) {
      throw new UncheckedIOException(new IOException("full"));
    }

    @Override
    public boolean remove(CredentialKey key, long expectedVersion) {
      return store.remove(key, expectedVersion);
    }

    @Override
    public boolean alone(CredentialKey key, Work work) throws IOException, InterruptedException {
      return store.alone(key, work);
    }
  }

  @Test
  void keepsNoCookieOfAServerCase29() throws Exception {
    parties.intercept =
        (path, exchange) -> {
          exchange.getResponseHeaders().set("Set-Cookie", "session=of-the-server; Path=/");
          return false;
        };
    post();
    post();

    assertThat(parties.seen).allSatisfy(seen -> assertThat(seen.field("Cookie")).isEmpty());
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> authorization.httpClient().cookieHandler(new CookieManager()));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void keepsTheNewRefreshTokenBeforeItIsUsedCase23() throws Exception {
    post();
    for (int i = 0; i < 3; i++) {
      time.advance(Duration.ofHours(1));
      assertThat(post().statusCode()).isEqualTo(200);
    }
    assertThat(parties.seen("GET /authorize")).hasSize(1);
    assertThat(parties.seen("POST /token")).hasSize(4);
    String kept = store.read(new CredentialKey("alice", parties.server())).orElseThrow().value();
    assertThat(kept).contains(parties.refreshTokens.iterator().next());
  }

  @Test
  void renewsARefusedTokenBeforeAnybodySignsInCase23() throws Exception {
    post();
    parties.tokens.clear();

    assertThat(post().statusCode()).isEqualTo(200);
    assertThat(parties.seen("GET /authorize")).hasSize(1);
    assertThat(parties.seen("POST /token")).hasSize(2);
  }

  @Test
  void forgetsASignInWhoseRefreshTokenIsRefusedCase23() throws Exception {
    post();
    parties.refreshTokens.clear();
    time.advance(Duration.ofHours(1));
    parties.tokens.clear();

    assertThat(post().statusCode()).isEqualTo(200);
    assertThat(parties.seen("GET /authorize")).hasSize(2);
  }

  @Test
  void keepsASignInWhileTheTokenEndpointIsDownCase23() throws Exception {
    post();
    parties.intercept =
        (path, exchange) -> path.equals("/token") && SignInFlowTest.written(exchange, 500, "");
    time.advance(Duration.ofMinutes(59).plusSeconds(45));

    assertThat(post().statusCode()).isEqualTo(200);
    assertThat(post().statusCode()).isEqualTo(200);
    assertThat(parties.seen("POST /token")).as("a pause between tries").hasSize(2);
    Set<String> tokens = Set.copyOf(parties.tokens.keySet());
    parties.tokens.clear();
    assertFails(AuthorizationFault.OUT_OF_REACH);
    assertThat(parties.seen("GET /authorize")).as("nobody signs in for nothing").hasSize(1);
    tokens.forEach(token -> parties.tokens.put(token, Set.of("read")));

    parties.intercept = (path, exchange) -> false;
    time.advance(Duration.ofSeconds(11));
    assertThat(post().statusCode()).isEqualTo(200);
    assertThat(parties.seen("POST /token")).hasSize(3);
    assertThat(parties.seen("GET /authorize")).hasSize(1);
  }

  @Test
  void asksForTheUnionOfOldAndNewScopesCase24() throws Exception {
    post();
    parties.needed = "write";

    assertThat(post().statusCode()).isEqualTo(200);
    assertThat(parties.seen("GET /authorize").get(1).parameters().get("scope").split(" "))
        .containsExactlyInAnyOrder("read", "write");
  }

  /** A session belongs to its client: who registers anew has lost it. */
  @Test
  void asksForMoreAsTheClientThatItWasBefore() throws Exception {
    post();
    parties.needed = "write";

    assertThat(post().statusCode()).isEqualTo(200);
    assertThat(parties.seen("GET /authorize")).hasSize(2);
    assertThat(parties.seen("POST /register")).hasSize(1);
  }

  @Test
  void registersAnewWhereSomebodyElseListensNow() throws Exception {
    post();
    String redirect = parties.seen("GET /authorize").get(0).parameters().get("redirect_uri");
    parties.needed = "write";

    try (ServerSocket other =
        new ServerSocket(URI.create(redirect).getPort(), 1, InetAddress.getLoopbackAddress())) {
      assertThat(post().statusCode()).isEqualTo(200);
      assertThat(parties.seen("GET /authorize").get(1).parameters().get("redirect_uri"))
          .doesNotContain(":" + other.getLocalPort() + "/");
    }
    assertThat(parties.seen("POST /register")).hasSize(2);
  }

  @Test
  void givesUpWhereTheServerIsNeverContentCase24() throws Exception {
    parties.needed = "write";
    parties.tokenChange =
        answer -> {
          answer.put("scope", "read");
          parties.tokens.replaceAll((token, scopes) -> Set.of("read"));
          return answer;
        };

    assertThat(post().statusCode()).isEqualTo(403);
    assertThat(parties.seen("GET /authorize")).as("one for the token, one for more").hasSize(2);
    for (int i = 0; i < 5; i++) {
      HttpResponse<String> answer = post();
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body()).isEqualTo("refused");
    }
    assertThat(parties.seen("GET /authorize")).hasSizeLessThanOrEqualTo(3);
  }

  /** As if other processes had one new token after the other, none of which the server takes. */
  @Test
  void endsAfterFiveAttemptsCase26() throws Exception {
    post();
    int before = parties.seen("POST /mcp").size();
    CredentialKey key = new CredentialKey("alice", parties.server());
    parties.tokens.clear();
    parties.intercept =
        (path, exchange) -> {
          if (path.equals("/mcp")) {
            CredentialStore.Stored kept = store.read(key).orElseThrow();
            store.write(key, kept.version(), kept.value().replace("token-", "token-x"));
          }
          return false;
        };

    assertThat(post().statusCode()).isEqualTo(401);
    assertThat(parties.seen("POST /mcp")).hasSize(before + 5);
    assertThat(parties.seen("GET /authorize")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer error=\"insufficient_scope\", scope=\"read\"",
        "Bearer error=\"insufficient_scope\"",
        "Bearer scope=\"write\"",
        "Bearer error=\"invalid_token\", scope=\"write\"",
        "Basic realm=x"
      })
  void asksForNothingNewWhereNothingNewIsNamedCase24(String challenge) throws Exception {
    post();
    parties.needed = "write";
    parties.challengeChange = before -> challenge;

    assertThat(post().statusCode()).isEqualTo(403);
    assertThat(parties.seen("GET /authorize")).hasSize(1);
  }

  @Test
  void stopsWhereAFreshTokenIsRefusedCase26() throws Exception {
    parties.tokenChange =
        answer -> {
          parties.tokens.clear();
          return answer;
        };

    for (int i = 0; i < 5; i++) {
      assertThat(post().statusCode()).isEqualTo(401);
    }
    assertThat(parties.seen("GET /authorize")).hasSizeLessThanOrEqualTo(2);
    assertThat(parties.seen("POST /token")).hasSizeLessThanOrEqualTo(8);
  }

  @Test
  void asksOfNobodyWithoutTrustCase11() {
    authorization = of("alice", question -> false);
    client = authorization.httpClient().build();

    assertFails(AuthorizationFault.SERVER_NOT_TRUSTED);
    assertThat(parties.seen).hasSize(1);
  }

  @Test
  void theTrustOfOneUserIsNotThatOfAnotherCase11() throws Exception {
    TrustPolicy alice = question -> question.user().equals("alice");
    client = of("alice", alice).httpClient().build();
    assertThat(post().statusCode()).isEqualTo(200);

    client = of("bob", alice).httpClient().build();
    assertFails(AuthorizationFault.SERVER_NOT_TRUSTED);
  }

  @Test
  void aPolicyThatFailsSaysNoCase11() {
    client =
        of(
                "alice",
                question -> {
                  throw new IllegalStateException();
                })
            .httpClient()
            .build();

    assertFails(AuthorizationFault.SERVER_NOT_TRUSTED);
  }

  @Test
  void trustsTheOriginsThatAreNamedAlone() throws Exception {
    client = of("alice", TrustPolicy.only(parties.origin())).httpClient().build();
    assertFails(AuthorizationFault.ISSUER_NOT_TRUSTED);

    client = of("alice", TrustPolicy.only(parties.origin(), parties.issuer())).httpClient().build();
    assertThat(post().statusCode()).isEqualTo(200);
  }

  @Test
  void tellsANewIssuerNothingOfTheOldOneCase10() throws Exception {
    post();
    parties.tokens.clear();
    parties.tokenChange =
        answer -> {
          parties.tokens.clear();
          return answer;
        };
    try (TestParties others = new TestParties()) {
      others.numbers.set(1_000);
      parties.resourceChange =
          document -> {
            document.put("authorization_servers", List.of(others.issuer()));
            return document;
          };
      assertFails(AuthorizationFault.ISSUER_NOT_TRUSTED);
      assertThat(others.seen).isEmpty();
      assertThat(authorization.isSignedIn()).as("the old sign-in is untouched").isTrue();

      client = of("alice", question -> true).httpClient().build();
      others.tokenChange =
          answer -> {
            parties.tokens.put((String) answer.get("access_token"), Set.of("read"));
            return answer;
          };
      assertThat(post().statusCode()).isEqualTo(200);
      assertThat(others.seen("POST /register")).hasSize(1);
      assertThat(others.seen)
          .allSatisfy(seen -> assertThat(seen.parameters()).doesNotContainValue("client-1"))
          .noneMatch(seen -> seen.parameters().containsKey("refresh_token"));
    }
  }

  @Test
  void forgetsASignInAndItsRegistration() throws Exception {
    post();
    authorization.forget();
    authorization.forget();

    assertThat(authorization.isSignedIn()).isFalse();
    authorization.signIn();
    authorization.signIn();
    assertThat(authorization.isSignedIn()).isTrue();
    assertThat(parties.seen("POST /register")).hasSize(2);
    assertThat(post().statusCode()).isEqualTo(200);
    assertThat(parties.seen("POST /token")).hasSize(2);
  }

  @Test
  void givesTokensBackAtSignOut() throws Exception {
    parties.issuerChange =
        document -> {
          document.put("revocation_endpoint", parties.issuer() + "/revoke");
          return document;
        };
    parties.intercept =
        (path, exchange) -> path.equals("/revoke") && SignInFlowTest.written(exchange, 200, "");
    post();
    String refresh = parties.refreshTokens.iterator().next();

    assertThat(authorization.signOut()).isTrue();
    assertThat(parties.seen("POST /revoke").get(0).parameters())
        .containsEntry("token", refresh)
        .containsEntry("token_type_hint", "refresh_token")
        .containsEntry("client_id", "client-1");
    assertThat(authorization.isSignedIn()).isFalse();
    assertThat(authorization.signOut()).as("nobody is signed in").isFalse();
    assertThat(parties.seen("POST /revoke")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ISSUER/revoke", "https://evil.example/revoke"})
  void signsOutEvenWhereTokensCannotBeGivenBack(String endpoint) throws Exception {
    post();
    parties.issuerChange =
        document -> {
          if (!endpoint.isEmpty()) {
            document.put("revocation_endpoint", endpoint.replace("ISSUER", parties.issuer()));
          }
          return document;
        };

    assertThat(authorization.signOut()).isFalse();
    assertThat(authorization.isSignedIn()).isFalse();
  }

  @Test
  void throwsASignInToAnApplicationWhichFinishesItCase27() throws Exception {
    URI callback = URI.create("https://app.example.com/callback");
    authorization =
        McpAuthorization.builder(parties.server(), Grant.authorizationCode(callback))
            .registrations(Registration.dynamic("Test"))
            .time(time)
            .build();
    client = authorization.httpClient().build();

    SignIn signIn = signInOf(this::post);
    assertThat(signInOf(this::post)).as("one sign-in for all requests").isSameAs(signIn);
    assertThat(
            signInOf(
                () -> {
                  try {
                    client
                        .sendAsync(request(URI.create(parties.server())), BodyHandlers.ofString())
                        .get();
                  } catch (ExecutionException e) {
                    throw (Exception) e.getCause();
                  }
                }))
        .isSameAs(signIn);
    assertThat(parties.seen("POST /register")).hasSize(1);
    signIn.complete(parties.approve(signIn.address()).toString());

    assertThat(post().statusCode()).isEqualTo(200);
    assertThatExceptionOfType(AuthorizationFailedException.class)
        .isThrownBy(() -> signIn.complete(callback + "?code=x"))
        .satisfies(e -> assertThat(e.fault()).isEqualTo(AuthorizationFault.SIGN_IN_OVER));
    assertThat(parties.seen("POST /register").get(0).parameters().get("json"))
        .contains("\"application_type\":\"web\"");
  }

  @Test
  void aSignInIsOverAfterTenMinutesCase15() throws Exception {
    authorization =
        McpAuthorization.builder(
                parties.server(),
                Grant.authorizationCode(URI.create("https://app.example.com/callback")))
            .registrations(Registration.dynamic("Test"))
            .time(time)
            .build();
    client = authorization.httpClient().build();
    SignIn signIn = signInOf(this::post);
    String answer = parties.approve(signIn.address()).toString();
    time.advance(Duration.ofMinutes(10).plusSeconds(1));

    assertThatExceptionOfType(AuthorizationFailedException.class)
        .isThrownBy(() -> signIn.complete(answer))
        .satisfies(e -> assertThat(e.fault()).isEqualTo(AuthorizationFault.SIGN_IN_OVER));
    assertThat(parties.seen("POST /token")).isEmpty();
  }

  @Test
  void redeemsOneOfSixteenAnswersAtOnceCase15() throws Exception {
    asAWebApplication();
    SignIn signIn = signInOf(this::post);
    String callback = parties.approve(signIn.address()).toString();
    CountDownLatch together = new CountDownLatch(16);
    AtomicInteger done = new AtomicInteger();
    List<Throwable> failures = new CopyOnWriteArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  together.countDown();
                  together.await();
                  signIn.complete(callback);
                  done.incrementAndGet();
                } catch (Exception e) {
                  failures.add(e);
                }
              });
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(done).hasValue(1);
    assertThat(failures)
        .hasSize(15)
        .allSatisfy(
            e ->
                assertThat(((AuthorizationFailedException) e).fault())
                    .isEqualTo(AuthorizationFault.SIGN_IN_OVER));
    assertThat(parties.seen("POST /token")).hasSize(1);
    assertOver(signIn, callback);
    assertThat(parties.seen("POST /token")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"&code=x", "&state=x", "&iss=x", "&error=x", "#x"})
  void redeemsNoAnswerThatSaysSomethingTwiceCase14(String more) throws Exception {
    asAWebApplication();
    SignIn signIn = signInOf(this::post);
    String callback = parties.approve(signIn.address()).toString();

    assertThatExceptionOfType(AuthorizationFailedException.class)
        .isThrownBy(() -> signIn.complete(callback + more))
        .satisfies(e -> assertThat(e.fault()).isEqualTo(AuthorizationFault.BAD_CALLBACK));
    assertThat(parties.seen("POST /token")).isEmpty();
  }

  @Test
  void redeemsNothingForASignInThatWasCancelledCase15() throws Exception {
    asAWebApplication();
    SignIn signIn = signInOf(this::post);
    String callback = parties.approve(signIn.address()).toString();
    signIn.cancel();

    assertOver(signIn, callback);
    assertThat(parties.seen("POST /token")).isEmpty();
    assertThat(signInOf(this::post).address()).isNotEqualTo(signIn.address());
  }

  private void asAWebApplication() {
    client =
        McpAuthorization.builder(
                parties.server(),
                Grant.authorizationCode(URI.create("https://app.example.com/callback")))
            .registrations(Registration.dynamic("Test"))
            .time(time)
            .build()
            .httpClient()
            .build();
  }

  private static void assertOver(SignIn signIn, String callback) {
    assertThatExceptionOfType(AuthorizationFailedException.class)
        .isThrownBy(() -> signIn.complete(callback))
        .satisfies(e -> assertThat(e.fault()).isEqualTo(AuthorizationFault.SIGN_IN_OVER));
  }

  @Test
  void getsTokensForItselfAtTheConfiguredIssuerAlone() throws Exception {
    client =
        McpAuthorization.builder(parties.server(), Grant.clientCredentials(parties.issuer()))
            .registrations(Registration.preRegistered(parties.issuer(), "service", () -> "secret"))
            .time(time)
            .build()
            .httpClient()
            .build();
    assertThat(post().statusCode()).isEqualTo(200);
    assertThat(parties.seen("POST /token").get(0).field("Authorization"))
        .isEqualTo("Basic c2VydmljZTpzZWNyZXQ=");
    time.advance(Duration.ofHours(1));
    assertThat(post().statusCode()).isEqualTo(200);
    assertThat(parties.seen("POST /token")).hasSize(2);

    parties.tokens.clear();
    parties.tokenChange =
        answer -> {
          parties.tokens.clear();
          return answer;
        };
    parties.resourceChange =
        document -> {
          document.put("authorization_servers", List.of("https://evil.example"));
          return document;
        };
    assertFails(AuthorizationFault.ISSUER_NOT_TRUSTED);
  }

  @Test
  void tellsNoOtherIssuerOfASecretCase20() {
    client =
        McpAuthorization.builder(
                parties.server(),
                Grant.authorizationCode(parties.browser(), Duration.ofSeconds(60)))
            .registrations(
                Registration.preRegistered(
                    "https://other.example.com",
                    "client",
                    () -> {
                      throw new AssertionError("The secret was asked for");
                    }))
            .build()
            .httpClient()
            .build();

    assertFails(AuthorizationFault.NO_REGISTRATION);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a\r\nX: y", "", "\u00e4"})
  void sendsNoTokenThatIsNoneAndSaysNothingOfIt(String token) {
    client =
        McpAuthorization.builder(parties.server(), Grant.fixedToken(() -> token))
            .build()
            .httpClient()
            .build();

    assertThatExceptionOfType(AuthorizationFailedException.class)
        .isThrownBy(this::post)
        .withMessage(AuthorizationFault.BAD_CREDENTIAL.text());
    assertThat(parties.seen).isEmpty();
  }

  @Test
  void leavesARefusedFixedTokenToItsOwner() throws Exception {
    client =
        McpAuthorization.builder(parties.server(), Grant.fixedToken(() -> "fixed"))
            .build()
            .httpClient()
            .build();

    assertThat(post().statusCode()).isEqualTo(401);
    assertThat(parties.seen).hasSize(1);
    assertThat(parties.seen.get(0).field("Authorization")).isEqualTo("Bearer fixed");
  }

  @Test
  void cutsTheBodyOfARefusal() throws Exception {
    parties.challengeChange = challenge -> "Basic realm=x";
    parties.intercept =
        (path, exchange) -> SignInFlowTest.written(exchange, 401, "x".repeat(1_000_000));

    assertThat(post().body()).hasSize(8 * 1024);
  }

  @Test
  void handsARefusalToAReaderThatComesLater() throws Exception {
    parties.challengeChange = challenge -> "Basic realm=x";
    parties.intercept = (path, exchange) -> SignInFlowTest.written(exchange, 401, "who are you");
    BodySubscriber<String> reader = BodySubscribers.ofString(StandardCharsets.UTF_8);

    client
        .send(request(URI.create(parties.server())), BodyHandlers.ofPublisher())
        .body()
        .subscribe(reader);

    assertThat(reader.getBody().toCompletableFuture().get(10, TimeUnit.SECONDS))
        .isEqualTo("who are you");
  }

  private void assertFails(AuthorizationFault fault) {
    assertThatExceptionOfType(AuthorizationFailedException.class)
        .isThrownBy(this::post)
        .satisfies(e -> assertThat(e.fault()).isEqualTo(fault));
  }

  private interface Failing {
    void run() throws Exception;
  }

  private static SignIn signInOf(Failing request) throws Exception {
    try {
      request.run();
    } catch (SignInRequiredException e) {
      return e.signIn();
    }
    throw new AssertionError("No sign-in was required");
  }

  private HttpResponse<String> post() throws IOException, InterruptedException {
    return client.send(request(URI.create(parties.server())), BodyHandlers.ofString());
  }

  private static HttpRequest request(URI target) {
    return HttpRequest.newBuilder(target).POST(BodyPublishers.ofString("{}")).build();
  }
}
