package io.github.jerseymcp.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.sun.net.httpserver.HttpExchange;
import io.github.jerseymcp.DpopUse;
import io.github.jerseymcp.McpPrincipal;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls to another API for the caller of a handler: W-07, negative case 33. */
class UpstreamTokensTest {

  private final Desk desk = new Desk();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    threads.shutdownNow();
    desk.close();
  }

  private void calling(UpstreamTokens tokens) {
    desk.work = (caller, request) -> desk.call(tokens, caller);
  }

  @Test
  void exchangesTheTokenAndSendsTheNewOneW07() {
    calling(desk.builder().scopes("read").resource("https://calendar.example.com").build());
    String inbound = desk.token("alice").sign();

    assertThat(desk.ask(inbound)).isEqualTo("hello alice");
    TestUpstream.Seen exchange = desk.upstream.exchanges.get(0);
    assertThat(exchange.form())
        .containsEntry("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange")
        .containsEntry("subject_token", inbound)
        .containsEntry("subject_token_type", "urn:ietf:params:oauth:token-type:access_token")
        .containsEntry("requested_token_type", "urn:ietf:params:oauth:token-type:access_token")
        .containsEntry("audience", "calendar")
        .containsEntry("resource", "https://calendar.example.com")
        .containsEntry("scope", "read");
    assertThat(exchange.field("Authorization")).startsWith("Basic ");
    assertThat(desk.upstream.calls)
        .singleElement()
        .satisfies(call -> assertThat(call.field("Authorization")).isEqualTo("Bearer exchanged-1"));
  }

  @Test
  void doesTheSameThroughJaxRsForTheCallerThatEachRequestNamesW07() {
    Client client = ClientBuilder.newClient().register(desk.builder().build().jaxRs());
    desk.work =
        (caller, request) ->
            client
                .target(desk.upstream.api())
                .request()
                .header("Authorization", "Bearer of-the-application")
                .property(UpstreamTokens.CALLER, caller)
                .get(String.class);

    assertThat(desk.askAs("alice")).isEqualTo("hello alice");
    assertThat(desk.askAs("bob")).isEqualTo("hello bob");
    desk.work = (caller, request) -> client.target(desk.upstream.api()).request().get(String.class);
    assertThat(desk.askAs("alice")).isEqualTo("NO_TOKEN");
    assertThat(desk.upstream.calls).hasSize(2);
    client.close();
  }

  @Test
  void exchangesOnceForAHundredHandlersOfOneCallerW07() throws Exception {
    UpstreamTokens tokens = desk.builder().build();
    CountDownLatch all = new CountDownLatch(100);
    desk.upstream.before = () -> await(all);
    desk.work =
        (caller, request) -> {
          all.countDown();
          return desk.call(tokens, caller);
        };
    String inbound = desk.token("alice").sign();
    List<Future<String>> answers = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      answers.add(threads.submit(() -> desk.ask(inbound)));
    }

    for (Future<String> answer : answers) {
      assertThat(answer.get(30, TimeUnit.SECONDS)).isEqualTo("hello alice");
    }
    assertThat(desk.upstream.exchanges).hasSize(1);
  }

  @Test
  void neverCrossesUsersW07() throws Exception {
    UpstreamTokens tokens = desk.builder().dpop(DpopUse.OFF).build();
    calling(tokens);
    List<Future<String>> answers = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    List<String> inbound = new ArrayList<>();
    for (int user = 0; user < 8; user++) {
      inbound.add(desk.token("user" + user).sign());
    }
    for (int i = 0; i < 200; i++) {
      int user = i % 8;
      expected.add("hello user" + user);
      answers.add(threads.submit(() -> desk.ask(inbound.get(user))));
    }

    for (int i = 0; i < 200; i++) {
      assertThat(answers.get(i).get(30, TimeUnit.SECONDS)).isEqualTo(expected.get(i));
    }
    assertThat(desk.upstream.exchanges).hasSize(8);
  }

  @Test
  void keepsATokenForEachTokenAndSetOfScopesW07() {
    UpstreamTokens tokens = desk.builder().scopes("read", "write").build();
    desk.work =
        (caller, request) ->
            desk.call(tokens, caller) + desk.call(tokens.withScopes("read"), caller);
    String inbound = desk.token("alice").sign();
    desk.ask(inbound);
    desk.ask(inbound);

    assertThat(desk.upstream.exchanges)
        .extracting(seen -> seen.form().get("scope"))
        .containsExactly("read write", "read");
    desk.askAs("alice");
    assertThat(desk.upstream.exchanges).hasSize(4);
    assertThatIllegalArgumentException().isThrownBy(() -> tokens.withScopes("delete"));
    assertThatIllegalArgumentException().isThrownBy(tokens::withScopes);
  }

  @Test
  void usesATokenNoLongerThanThatOfTheCallerCase33() {
    calling(desk.builder().maximumAge(Duration.ofHours(1)).build());
    String inbound = desk.token("alice").expiresIn(Duration.ofSeconds(40)).sign();
    desk.ask(inbound);
    desk.time.advance(Duration.ofSeconds(41));

    // The server still takes it, within its leeway; its time is over here.
    assertThat(desk.ask(inbound)).isEqualTo("TOKEN_ENDED");
    assertThat(desk.upstream.exchanges).hasSize(1);
    assertThat(desk.upstream.calls).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void usesNoTokenOfARevokedOneCase33(boolean whileItIsExchanged) {
    UpstreamTokens tokens = desk.builder().build();
    String inbound = desk.token("alice").claim("jti", "one").sign();
    if (whileItIsExchanged) {
      desk.upstream.before = () -> desk.revoked.revoke(desk.issuer.issuer(), "one");
      calling(tokens);
    } else {
      calling(tokens);
      desk.ask(inbound);
      desk.upstream.calls.clear();
      desk.work =
          (caller, request) -> {
            desk.revoked.revoke(desk.issuer.issuer(), "one");
            return desk.call(tokens, caller);
          };
    }

    assertThat(desk.ask(inbound)).isEqualTo("TOKEN_ENDED");
    assertThat(desk.upstream.calls).isEmpty();
  }

  @Test
  void callsNobodyAfterTheRequestCase33() throws Exception {
    UpstreamTokens tokens = desk.builder().build();
    AtomicReference<McpPrincipal> kept = new AtomicReference<>();
    AtomicReference<HttpClient> client = new AtomicReference<>();
    desk.work =
        (caller, request) -> {
          kept.set(caller.snapshot());
          client.set(tokens.httpClient(caller));
          return desk.call(tokens, caller);
        };
    assertThat(desk.askAs("alice")).isEqualTo("hello alice");

    assertThat(faultOf(() -> desk.call(client.get()))).isEqualTo(UpstreamFault.CALL_OVER);
    assertThat(faultOf(() -> desk.call(tokens, kept.get()))).isEqualTo(UpstreamFault.CALL_OVER);
    assertThat(desk.upstream.calls).hasSize(1);
  }

  @Test
  void callsFromAnotherThreadWhileTheRequestLastsW07() {
    UpstreamTokens tokens = desk.builder().build();
    desk.work =
        (caller, request) -> {
          McpPrincipal known = caller.snapshot();
          return threads.submit(() -> desk.call(tokens, known)).get()
              + tokens
                  .httpClient(known)
                  .sendAsync(
                      HttpRequest.newBuilder(URI.create(desk.upstream.api())).build(),
                      BodyHandlers.ofString())
                  .get(10, TimeUnit.SECONDS)
                  .body()
              + desk.call(tokens.httpClientBuilder(known).build());
        };

    assertThat(desk.askAs("alice")).isEqualTo("hello alicehello alicehello alice");
    assertThat(desk.upstream.exchanges).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ISSUER/api", "ORIGIN/other", "ORIGIN/api/../other", "ORIGIN/apis"})
  void sendsATokenToNoOtherAddressCase21(String address) {
    UpstreamTokens tokens = desk.builder().build();
    String target =
        address
            .replace("ISSUER", desk.upstream.issuer())
            .replace("ORIGIN", desk.upstream.api().replace("/api", ""));
    desk.work =
        (caller, request) ->
            tokens
                .httpClient(caller)
                .send(HttpRequest.newBuilder(URI.create(target)).build(), BodyHandlers.ofString())
                .body();

    assertThat(desk.askAs("alice")).isEqualTo("OTHER_DESTINATION");
    assertThat(desk.upstream.exchanges).isEmpty();
    assertThat(desk.upstream.calls).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"redirect of the API", "filter that sets the address"})
  void sendsATokenToNoOtherAddressWhateverAClientOfJaxRsIsToldCase21(String way) {
    TestUpstream other = new TestUpstream();
    boolean redirect = way.startsWith("redirect");
    Client client = ClientBuilder.newClient().register(desk.builder().build().jaxRs());
    if (redirect) {
      desk.upstream.api = (seen, exchange) -> redirect(exchange, other.api());
    } else {
      client.register(
          (ClientRequestFilter) request -> request.setUri(URI.create(other.api())), 5_000);
    }
    desk.work =
        (caller, request) -> {
          Response answer =
              client
                  .target(desk.upstream.api())
                  .request()
                  .property("jersey.config.client.followRedirects", true)
                  .property(UpstreamTokens.CALLER, caller)
                  .get();
          return String.valueOf(answer.getStatus());
        };

    assertThat(desk.askAs("alice")).isEqualTo(redirect ? "302" : "OTHER_DESTINATION");
    assertThat(other.calls).isEmpty();
    client.close();
    other.close();
  }

  private static boolean redirect(HttpExchange exchange, String target) {
    try {
      exchange.getResponseHeaders().set("Location", target);
      TestUpstream.write(exchange, 302, "elsewhere");
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void provesAKeyOfItsOwnForEachTokenAndAnswersNoncesW07() {
    desk.upstream.type = "DPoP";
    desk.upstream.nonce = "fresh";
    calling(desk.builder().dpop(DpopUse.REQUIRED).build());

    assertThat(desk.askAs("alice")).isEqualTo("hello alice");
    assertThat(desk.askAs("bob")).isEqualTo("hello bob");
    assertThat(desk.upstream.exchanges).hasSize(2);
    assertThat(
            new TreeSet<>(
                desk.upstream.exchanges.stream().map(seen -> keyOf(seen.field("Dpop"))).toList()))
        .hasSize(2);
    assertThat(desk.upstream.calls)
        .allSatisfy(call -> assertThat(call.field("Authorization")).startsWith("DPoP exchanged-"))
        .allSatisfy(
            call ->
                assertThat(TestUpstream.claim(call.field("Dpop"), "htu"))
                    .isEqualTo(desk.upstream.api() + "/today"));
  }

  private static String keyOf(String proof) {
    try {
      return com.nimbusds.jwt.SignedJWT.parse(proof).getHeader().getJWK().toJSONString();
    } catch (java.text.ParseException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void takesNoBearerTokenWhereABoundOneIsRequiredW07() {
    calling(desk.builder().dpop(DpopUse.REQUIRED).build());

    assertThat(desk.askAs("alice")).isEqualTo("BAD_ANSWER");
    assertThat(desk.upstream.calls).isEmpty();
  }

  @Test
  void exchangesAnewOnceWhereTheApiRefusesAnOldTokenW07() {
    calling(desk.builder().build());
    String inbound = desk.token("alice").sign();
    desk.ask(inbound);
    desk.upstream.subjects.clear();

    // Another one would not be older.
    assertThat(desk.ask(inbound)).isEqualTo("401 refused");
    assertThat(desk.upstream.exchanges).hasSize(1);
    desk.time.advance(Duration.ofSeconds(11));
    assertThat(desk.ask(inbound)).isEqualTo("hello alice");
    assertThat(desk.upstream.exchanges).hasSize(2);
  }

  @Test
  void leavesTheRefusalOfTheApiToTheApplicationW07() {
    calling(desk.builder().build());
    desk.upstream.api =
        (seen, exchange) -> {
          try {
            exchange
                .getResponseHeaders()
                .set("WWW-Authenticate", "Bearer error=\"insufficient_scope\"");
            TestUpstream.write(exchange, 403, "no");
            return true;
          } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        };

    assertThat(desk.askAs("alice")).isEqualTo("403 no");
    assertThat(desk.upstream.calls).hasSize(1);
    assertThat(desk.upstream.exchanges).hasSize(1);
  }

  @Test
  void authenticatesWithAKeyW07() throws Exception {
    UpstreamTokens tokens =
        UpstreamTokens.builder(desk.upstream.api(), desk.upstream.issuer())
            .client("server", new ECKeyGenerator(Curve.P_384).keyID("k").generate())
            .audience("calendar")
            .time(desk.time)
            .build();
    calling(tokens);

    assertThat(desk.askAs("alice")).isEqualTo("hello alice");
    assertThat(
            TestUpstream.claim(
                desk.upstream.exchanges.get(0).form().get("client_assertion"), "aud"))
        .contains(desk.upstream.issuer());
  }

  @Test
  void asksOnBehalfOfAUserAsEntraHasItW07() {
    UpstreamTokens tokens =
        UpstreamTokens.builder(desk.upstream.api(), desk.upstream.issuer())
            .client("server", () -> "secret")
            .onBehalfOf()
            .scopes("https://graph.microsoft.com/User.Read")
            .time(desk.time)
            .build();
    calling(tokens);
    desk.upstream.answer =
        given -> {
          given.remove("issued_token_type");
          given.put("scope", "User.Read profile openid email");
          given.put("refresh_token", "unwanted");
          return given;
        };
    String inbound = desk.token("alice").sign();

    assertThat(desk.ask(inbound)).isEqualTo("hello alice");
    assertThat(desk.upstream.exchanges.get(0).form())
        .containsEntry("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer")
        .containsEntry("assertion", inbound)
        .containsEntry("requested_token_use", "on_behalf_of")
        .containsEntry("scope", "https://graph.microsoft.com/User.Read")
        .doesNotContainKeys("subject_token", "audience", "resource");
  }

  @Test
  void remembersARefusalForTenSecondsAndNoOutageW07() {
    calling(desk.builder().build());
    String inbound = desk.token("alice").sign();
    desk.upstream.refusal =
        seen -> Optional.of(new TestUpstream.Instead(400, Map.of("error", "invalid_target")));
    assertThat(desk.ask(inbound)).isEqualTo("SERVER_REFUSED");
    assertThat(desk.ask(inbound)).isEqualTo("SERVER_REFUSED");
    assertThat(desk.upstream.exchanges).hasSize(1);

    desk.time.advance(Duration.ofSeconds(11));
    desk.upstream.refusal = seen -> Optional.empty();
    assertThat(desk.ask(inbound)).isEqualTo("hello alice");
  }

  @Test
  void givesAnIssuerOutOfReachARestAndComesBackW07() {
    calling(desk.builder().build());
    desk.upstream.refusal = seen -> Optional.of(new TestUpstream.Instead(500, Map.of()));
    for (int i = 0; i < 10; i++) {
      assertThat(desk.askAs("user" + i)).isEqualTo("OUT_OF_REACH");
    }
    assertThat(desk.upstream.exchanges).hasSize(3);

    desk.upstream.refusal = seen -> Optional.empty();
    desk.time.advance(Duration.ofSeconds(6));
    assertThat(desk.askAs("alice")).isEqualTo("hello alice");
  }

  @Test
  void letsNobodyShutOutOthersByATokenAtWhichTheIssuerFailsW07() {
    calling(desk.builder().build());
    desk.upstream.refusal =
        seen ->
            TestUpstream.claim(seen.form().get("subject_token"), "sub").equals("mallory")
                ? Optional.of(new TestUpstream.Instead(500, Map.of()))
                : Optional.empty();
    for (int i = 0; i < 10; i++) {
      assertThat(desk.askAs("mallory")).isEqualTo("OUT_OF_REACH");
    }

    assertThat(desk.askAs("alice")).isEqualTo("hello alice");
  }

  @Test
  void saysSoWhereNobodyListensAtTheIssuerW07() {
    calling(desk.builder().build());
    desk.upstream.stopIssuer();

    assertThat(desk.askAs("alice")).isEqualTo("OUT_OF_REACH");
  }

  @Test
  void letsOneUserTakeAQuarterOfThePlacesW07() throws Exception {
    calling(desk.builder().mostExchanges(4).timeout(Duration.ofSeconds(2)).build());
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    desk.upstream.before =
        () -> {
          if (desk.upstream.exchanges.size() == 1) {
            begun.countDown();
            await(release);
          }
        };
    Future<String> slow = threads.submit(() -> desk.askAs("alice"));
    begun.await();
    List<Future<String>> more = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      more.add(threads.submit(() -> desk.askAs("alice")));
    }

    assertThat(desk.askAs("bob")).isEqualTo("hello bob");
    for (Future<String> one : more) {
      assertThat(one.get(30, TimeUnit.SECONDS)).isEqualTo("BUSY");
    }
    release.countDown();
    assertThat(slow.get(30, TimeUnit.SECONDS)).isIn("hello alice", "OUT_OF_REACH");
  }

  @Test
  void letsOneUserTakeAQuarterOfTheThreadsThatWaitW07() throws Exception {
    UpstreamTokens tokens = desk.builder().timeout(Duration.ofSeconds(3)).build();
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    desk.upstream.refusal =
        seen -> {
          if (TestUpstream.claim(seen.form().get("subject_token"), "sub").equals("mallory")) {
            begun.countDown();
            await(release);
          }
          return Optional.empty();
        };
    desk.work =
        (caller, request) -> {
          HttpClient client = tokens.httpClient(caller);
          HttpRequest call = HttpRequest.newBuilder(URI.create(desk.upstream.api())).build();
          List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
          for (int i = 0; i < (caller.subject().equals("mallory") ? 200 : 1); i++) {
            answers.add(client.sendAsync(call, BodyHandlers.ofString()));
          }
          return answers.get(0).get(20, TimeUnit.SECONDS).body();
        };
    Future<String> many = threads.submit(() -> desk.askAs("mallory"));
    begun.await();

    assertThat(desk.askAs("alice")).isEqualTo("hello alice");
    assertThat(many.isDone()).isFalse();
    release.countDown();
    assertThat(many.get(30, TimeUnit.SECONDS)).isEqualTo("hello mallory");
  }

  @Test
  void keepsNoMoreThanItsMemoryW07() {
    calling(desk.builder().memory(0).build());
    String inbound = desk.token("alice").sign();
    desk.ask(inbound);
    desk.ask(inbound);

    assertThat(desk.upstream.exchanges).hasSize(2);
  }

  @Test
  void survivesAStepOfTheWallClockW07() {
    calling(desk.builder().maximumAge(Duration.ofMinutes(2)).build());
    String inbound = desk.token("alice").sign();
    desk.ask(inbound);
    desk.time.step(Duration.ofMinutes(-1));
    desk.time.advance(Duration.ofMinutes(2));

    // By the wall clock only a minute has passed.
    assertThat(desk.ask(inbound)).isEqualTo("hello alice");
    assertThat(desk.upstream.exchanges).hasSize(2);
  }

  /** Within one call, which may be long. */
  @Test
  void exchangesNoTokenThatHasEndedByTheClockThatNobodySetsCase33() {
    UpstreamTokens tokens = desk.builder().build();
    desk.work =
        (caller, request) -> {
          desk.time.step(Duration.ofHours(-1));
          desk.time.advance(Duration.ofMinutes(9));
          String before = desk.call(tokens, caller);
          desk.time.advance(Duration.ofMinutes(2));
          try {
            return before + ", " + desk.call(tokens, caller);
          } catch (UpstreamTokenException e) {
            return before + ", " + e.fault();
          }
        };

    assertThat(desk.ask(desk.token("alice").expiresIn(Duration.ofMinutes(10)).sign()))
        .isEqualTo("hello alice, TOKEN_ENDED");
    assertThat(desk.upstream.exchanges).hasSize(1);
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(20, TimeUnit.SECONDS)) {
        throw new IllegalStateException("Nobody came");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private interface Failing {
    String run() throws Exception;
  }

  private static UpstreamFault faultOf(Failing call) throws Exception {
    try {
      throw new AssertionError("It was called: " + call.run());
    } catch (UpstreamTokenException e) {
      assertThat(e).hasMessage(e.fault().text());
      return e.fault();
    }
  }
}
