package io.github.jerseymcp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.jerseymcp.DpopUse;
import io.github.jerseymcp.client.discovery.AuthorizationFailedException;
import io.github.jerseymcp.client.event.ClientEvent;
import io.github.jerseymcp.client.event.LimitReached;
import io.github.jerseymcp.client.event.StepEnded;
import io.github.jerseymcp.client.limit.TransportLimits;
import io.github.jerseymcp.client.registration.Registration;
import io.github.jerseymcp.client.trust.TrustPolicy;
import io.github.jerseymcp.metrics.MicrometerClientEvents;
import io.github.jerseymcp.testing.MutableTime;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the operator of a client is told, and what of it is counted. */
class ClientEventsTest {

  private final TestParties parties = new TestParties();
  private final MutableTime time = new MutableTime(Instant.parse("2026-11-29T10:00:00Z"));
  private final List<ClientEvent> events = new CopyOnWriteArrayList<>();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @AfterEach
  void stop() {
    parties.close();
  }

  private McpAuthorizationBuilder with(Grant grant) {
    return McpAuthorization.builder(parties.server(), grant)
        .registrations(Registration.dynamic("Test"))
        .user("alice")
        .time(time)
        .listener(
            event -> {
              throw new IllegalStateException(event.toString());
            })
        .listener(events::add)
        .listener(new MicrometerClientEvents(registry));
  }

  private McpAuthorizationBuilder desktop() {
    return with(Grant.authorizationCode(parties.browser(), Duration.ofSeconds(60)));
  }

  private String get(McpAuthorization authorization) throws Exception {
    return get(authorization, parties.server());
  }

  private static String get(McpAuthorization authorization, String address) throws Exception {
    return authorization
        .httpClient()
        .build()
        .send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString())
        .body();
  }

  /** Each step as {@code STEP outcome}, with the fault if there is one. */
  private List<String> steps() {
    return events.stream()
        .filter(StepEnded.class::isInstance)
        .map(StepEnded.class::cast)
        .map(
            ended ->
                ended.step()
                    + " "
                    + ended.outcome().name().toLowerCase(Locale.ROOT)
                    + ended.fault().map(fault -> " " + fault).orElse(""))
        .toList();
  }

  private double counted(String step, String outcome) {
    return registry
        .get("mcp.client.steps")
        .tags("step", step, "outcome", outcome)
        .counter()
        .count();
  }

  @Test
  void tellsEachStepOfASignInARenewalAndASignOut() throws Exception {
    parties.revokes = true;
    parties.issuerChange =
        document -> {
          document.put("revocation_endpoint", parties.issuer() + "/revoke");
          return document;
        };
    McpAuthorization authorization = desktop().build();

    assertThat(get(authorization)).isEqualTo("hello");
    assertThat(steps())
        .containsExactly(
            "DISCOVER done",
            "REGISTER done",
            "SIGN_IN waiting",
            "SIGN_IN done",
            "REQUEST done",
            "OBTAIN done");
    events.clear();

    time.advance(Duration.ofHours(1));
    assertThat(get(authorization)).isEqualTo("hello");
    assertThat(steps()).containsExactly("REQUEST done", "RENEW done");
    events.clear();

    assertThat(authorization.signOut()).isTrue();
    assertThat(steps()).containsExactly("SIGN_OUT done");
    assertThat(counted("request", "done")).isEqualTo(2);
    assertThat(counted("sign_in", "waiting")).isEqualTo(1);
  }

  @Test
  void namesOriginsAndTheUserAndNothingThatIsSecret() throws Exception {
    McpAuthorization authorization = desktop().header("X-Key", () -> "api-key").build();
    get(authorization, parties.server() + "/notes?secret=argument");
    time.advance(Duration.ofHours(1));
    get(authorization);

    assertThat(events)
        .allSatisfy(event -> assertThat(event.server()).isEqualTo(parties.origin()))
        .allSatisfy(event -> assertThat(event.user()).isEqualTo("alice"));
    String all = events.toString();
    assertThat(all).contains("issuer=Optional[" + parties.issuer() + "]");
    assertThat(all).doesNotContain("/mcp", "argument", "api-key", "token-", "client-");
    parties.seen.stream()
        .flatMap(seen -> seen.parameters().entrySet().stream())
        .filter(
            sent ->
                List.of("code", "state", "code_verifier", "refresh_token").contains(sent.getKey()))
        .forEach(sent -> assertThat(all).as(sent.getKey()).doesNotContain(sent.getValue()));
    registry
        .getMeters()
        .forEach(
            meter ->
                assertThat(meter.getId().getTags())
                    .extracting(Tag::getValue)
                    .allSatisfy(value -> assertThat(value).matches("[a-zA-Z_]{1,20}")));
  }

  @Test
  void tellsOfARefusedRenewal() throws Exception {
    McpAuthorization authorization = desktop().build();
    get(authorization);
    parties.refreshTokens.clear();
    events.clear();
    time.advance(Duration.ofHours(1));

    get(authorization);

    assertThat(steps())
        .startsWith("REQUEST refused GRANT_REFUSED", "RENEW refused GRANT_REFUSED")
        .endsWith("OBTAIN done");
  }

  @Test
  void tellsThatNobodyIsAskedAgainForAServerThatIsNeverContent() throws Exception {
    McpAuthorization authorization = desktop().build();
    for (int i = 0; i < 3; i++) {
      parties.tokens.clear();
      parties.refreshTokens.clear();
      get(authorization);
    }

    assertThat(steps()).endsWith("RENEW refused GRANT_REFUSED", "OBTAIN refused TOO_MUCH");
  }

  @Test
  void tellsThatAUserDidNotAnswer() {
    Grant grant = Grant.authorizationCode(address -> {}, Duration.ofSeconds(1));

    assertThatExceptionOfType(AuthorizationFailedException.class)
        .isThrownBy(() -> get(with(grant).build()));
    assertThat(steps()).endsWith("SIGN_IN waiting", "OBTAIN refused SIGN_IN_OVER");
  }

  @Test
  void tellsWhereNobodyCouldBeAskedApartFromRefusals() {
    parties.intercept = (path, exchange) -> path.equals("/token") && close(exchange);

    assertThatExceptionOfType(AuthorizationFailedException.class)
        .isThrownBy(() -> get(desktop().build()));
    assertThat(steps()).endsWith("REQUEST failed OUT_OF_REACH", "OBTAIN failed OUT_OF_REACH");
  }

  private static boolean close(com.sun.net.httpserver.HttpExchange exchange) {
    exchange.close();
    return true;
  }

  @Test
  void tellsThatAWebApplicationAsksAndWhatTheUserSays() throws Exception {
    URI callback = URI.create("https://app.example.com/callback");
    McpAuthorization authorization = with(Grant.authorizationCode(callback)).build();
    SignIn signIn = asked(authorization);
    assertThat(steps()).endsWith("SIGN_IN waiting", "OBTAIN waiting SIGN_IN_REQUIRED");
    events.clear();

    parties.callbackChange =
        answer ->
            Map.of("error", "access_denied", "state", answer.get("state"), "iss", parties.issuer());
    String denied = parties.approve(signIn.address()).toString();
    assertThatExceptionOfType(AuthorizationFailedException.class)
        .isThrownBy(() -> signIn.complete(denied));
    assertThat(steps()).containsExactly("SIGN_IN refused DENIED");
    events.clear();

    parties.callbackChange = answer -> answer;
    SignIn another = asked(authorization);
    events.clear();
    another.complete(parties.approve(another.address()).toString());
    assertThat(steps()).containsExactly("SIGN_IN done", "REQUEST done");
  }

  private SignIn asked(McpAuthorization authorization) {
    try {
      get(authorization);
      throw new AssertionError("nobody was asked");
    } catch (SignInRequiredException e) {
      return e.signIn();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "server, TRUST refused SERVER_NOT_TRUSTED",
    "issuer, TRUST refused ISSUER_NOT_TRUSTED",
    "throws, TRUST refused SERVER_NOT_TRUSTED"
  })
  void tellsOfATrustDecisionThatSaysNo(String who, String told) {
    TrustPolicy policy =
        question -> {
          if (who.equals("throws")) {
            throw new IllegalStateException();
          }
          return who.equals("issuer") && question.issuer().isEmpty();
        };

    assertThatExceptionOfType(AuthorizationFailedException.class)
        .isThrownBy(() -> get(desktop().trust(policy).build()));
    assertThat(steps().get(0)).isEqualTo(told);
    assertThat(((StepEnded) events.get(0)).issuer().isPresent()).isEqualTo(who.equals("issuer"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void tellsOfARequestToAnotherServer(boolean jaxRs) {
    McpAuthorization authorization = desktop().build();
    String other = parties.issuer() + "/mcp";
    if (jaxRs) {
      Client client = ClientBuilder.newClient().register(authorization.jaxRs());
      try (client) {
        assertThatExceptionOfType(RuntimeException.class)
            .isThrownBy(() -> client.target(other).request().get());
      }
    } else {
      assertThatExceptionOfType(AuthorizationFailedException.class)
          .isThrownBy(() -> get(authorization, other));
    }

    assertThat(steps()).containsExactly("DESTINATION refused OTHER_DESTINATION");
    assertThat(counted("destination", "refused")).isEqualTo(1);
  }

  @Test
  void tellsOfTheNoncesOfBothServers() throws Exception {
    parties.tokenType = "DPoP";
    parties.serverNonce = () -> "nonce-of-server";
    parties.issuerNonce = () -> "nonce-of-issuer";

    McpAuthorization authorization = desktop().dpop(DpopUse.REQUIRED).build();
    assertThat(get(authorization)).isEqualTo("hello");
    parties.serverNonce = () -> "nonce-of-server-now";
    assertThat(get(authorization)).isEqualTo("hello");

    assertThat(
            events.stream()
                .filter(event -> event.toString().contains("step=NONCE"))
                .map(StepEnded.class::cast)
                .map(ended -> ended.issuer().isPresent() + " " + ended.outcome()))
        .containsExactly("true DONE", "false DONE");
    assertThat(events.toString()).doesNotContain("nonce-of");
  }

  @Test
  void tellsThatAServerGoesOnAskingForNonces() throws Exception {
    parties.tokenType = "DPoP";
    parties.serverNonce = () -> "nonce-" + parties.numbers.incrementAndGet();

    assertThat(get(desktop().dpop(DpopUse.REQUIRED).build())).isEqualTo("refused");

    assertThat(steps().stream().filter(step -> step.startsWith("NONCE")))
        .containsExactly("NONCE done", "NONCE done", "NONCE refused");
  }

  @ParameterizedTest
  @CsvSource({
    "maximumAnswer, false",
    "maximumAnswer, true",
    "contentEncoding, false",
    "contentEncoding, true",
    "sessionId, false",
    "sessionId, true",
    "idleTimeout, false",
    "idleTimeout, true",
    "headTimeout, false"
  })
  void tellsWhichLimitClosedAConnection(String limit, boolean jaxRs) {
    parties.intercept = (path, exchange) -> path.equals("/mcp") && exceed(limit, exchange);
    McpAuthorization authorization =
        with(Grant.fixedToken(() -> "token"))
            .limits(
                TransportLimits.defaults()
                    .withMaximumAnswer(2_000)
                    .withHeadTimeout(Duration.ofSeconds(limit.equals("headTimeout") ? 1 : 10))
                    .withIdleTimeout(Duration.ofMillis(500)))
            .build();

    if (jaxRs) {
      Client client = ClientBuilder.newClient().register(authorization.jaxRs());
      try (client) {
        assertThatExceptionOfType(RuntimeException.class)
            .isThrownBy(() -> client.target(parties.server()).request().get(String.class));
      }
    } else {
      assertThatExceptionOfType(java.io.IOException.class).isThrownBy(() -> get(authorization));
      assertThat(authorization.httpClient().build().sendAsync(request(), BodyHandlers.ofString()))
          .failsWithin(Duration.ofSeconds(20));
    }

    assertThat(events)
        .hasSize(jaxRs ? 1 : 2)
        .allSatisfy(
            event ->
                assertThat(event).isEqualTo(new LimitReached(parties.origin(), "alice", limit)));
    assertThat(registry.get("mcp.client.limits").tag("limit", limit).counter().count())
        .isEqualTo(events.size());
  }

  private HttpRequest request() {
    return HttpRequest.newBuilder(URI.create(parties.server())).build();
  }

  private static boolean exceed(String limit, com.sun.net.httpserver.HttpExchange exchange) {
    try {
      switch (limit) {
        case "maximumAnswer" -> TestParties.status(exchange, 200, "x".repeat(2_001));
        case "contentEncoding" -> {
          exchange.getResponseHeaders().set("Content-Encoding", "gzip");
          TestParties.status(exchange, 200, "x");
        }
        case "sessionId" -> {
          exchange.getResponseHeaders().set("Mcp-Session-Id", "x".repeat(129));
          TestParties.status(exchange, 200, "x");
        }
        case "idleTimeout" -> {
          exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
          exchange.sendResponseHeaders(200, 0);
          for (int i = 0; i < 100; i++) {
            exchange.getResponseBody().write('x');
            exchange.getResponseBody().flush();
            Thread.sleep(50);
          }
        }
        default -> Thread.sleep(3_000);
      }
      return true;
    } catch (java.io.IOException | InterruptedException e) {
      return true;
    }
  }
}
