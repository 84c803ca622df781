package io.github.jerseymcp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import io.github.jerseymcp.DpopUse;
import io.github.jerseymcp.client.discovery.AuthorizationFailedException;
import io.github.jerseymcp.client.discovery.AuthorizationFault;
import io.github.jerseymcp.client.registration.Registration;
import io.github.jerseymcp.client.token.MemoryCredentialStore;
import io.github.jerseymcp.testing.MutableTime;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that are bound to a key of the client (RFC 9449): negative case 25. */
class BoundTokensTest {

  private final TestParties parties = new TestParties();
  private final MutableTime time = new MutableTime(Instant.parse("2026-11-29T10:00:00Z"));
  private final MemoryCredentialStore store = new MemoryCredentialStore();
  private HttpClient client = client(DpopUse.REQUIRED);

  @BeforeEach
  void bind() {
    parties.tokenType = "DPoP";
  }

  @AfterEach
  void stop() {
    parties.close();
  }

  private HttpClient client(DpopUse use) {
    return client(use, time);
  }

  private HttpClient client(DpopUse use, InstantSource clock) {
    return McpAuthorization.builder(
            parties.server(), Grant.authorizationCode(parties.browser(), Duration.ofSeconds(60)))
        .registrations(Registration.dynamic("Test"))
        .user("alice")
        .credentials(store)
        .time(clock)
        .dpop(use)
        .build()
        .httpClient()
        .build();
  }

  @Test
  void provesItsKeyAnewAtEachRequestCase25() throws Exception {
    for (int i = 0; i < 3; i++) {
      assertThat(post().statusCode()).isEqualTo(200);
    }
    client = client(DpopUse.REQUIRED);
    assertThat(post().statusCode()).isEqualTo(200);
    time.advance(Duration.ofHours(1));
    assertThat(post().statusCode()).isEqualTo(200);

    List<SignedJWT> proofs = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    Set<String> identifiers = new HashSet<>();
    for (TestParties.Seen seen : parties.seen) {
      if (!seen.field("Dpop").isEmpty()) {
        SignedJWT proof = SignedJWT.parse(seen.field("Dpop"));
        ECKey key = proof.getHeader().getJWK().toECKey();
        assertThat(key.isPrivate()).isFalse();
        assertThat(proof.verify(new ECDSAVerifier(key))).isTrue();
        assertThat(proof.getHeader().getType()).hasToString("dpop+jwt");
        assertThat(proof.getJWTClaimsSet().getStringClaim("htm")).isEqualTo("POST");
        keys.add(key.computeThumbprint().toString());
        identifiers.add(proof.getJWTClaimsSet().getJWTID());
        proofs.add(proof);
      }
    }
    assertThat(proofs).hasSize(7);
    assertThat(identifiers).hasSize(7);
    assertThat(keys)
        .containsExactly(parties.seen("GET /authorize").get(0).parameters().get("dpop_jkt"));
    TestParties.Seen request = parties.seen("POST /mcp").get(1);
    String token = request.field("Authorization").substring("DPoP ".length());
    assertThat(request.proof())
        .containsEntry("htu", parties.server())
        .containsEntry(
            "ath",
            Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                    MessageDigest.getInstance("SHA-256")
                        .digest(token.getBytes(StandardCharsets.US_ASCII))));
    assertThat(parties.seen("POST /token").get(0).proof())
        .containsEntry("htu", parties.issuer() + "/token")
        .doesNotContainKey("ath");
  }

  @Test
  void keepsTheNoncesOfBothServersApartCase25() throws Exception {
    parties.issuerNonce = () -> "of-the-issuer";
    parties.serverNonce = () -> "of-the-server";

    assertThat(post().statusCode()).isEqualTo(200);

    assertThat(parties.seen("POST /token"))
        .extracting(seen -> seen.proof().get("nonce"))
        .containsExactly(null, "of-the-issuer");
    assertThat(parties.seen("POST /mcp").stream().skip(1))
        .extracting(seen -> seen.proof().get("nonce"))
        .containsOnly("of-the-server");
  }

  @Test
  void takesTheNonceOfASuccessOverCase25() throws Exception {
    parties.serverNonce = () -> "first";
    post();
    parties.seen.clear();
    parties.serverNonce = () -> "";
    parties.intercept =
        (path, exchange) -> {
          exchange.getResponseHeaders().set("DPoP-Nonce", "second");
          return false;
        };
    post();
    parties.serverNonce = () -> "second";
    parties.intercept = (path, exchange) -> false;
    assertThat(post().statusCode()).isEqualTo(200);
    assertThat(parties.seen).hasSize(2);
  }

  @Test
  void endsALoopOfNoncesCase25() throws Exception {
    parties.serverNonce = () -> "nonce-" + parties.numbers.incrementAndGet();

    assertThat(post().statusCode()).isEqualTo(401);
    assertThat(parties.seen("POST /mcp")).hasSizeLessThanOrEqualTo(4);
    assertThat(parties.seen("GET /authorize")).hasSize(1);
  }

  @Test
  void signsNobodyInAnewForARefusedProofCase25() throws Exception {
    client = client(DpopUse.REQUIRED, InstantSource.system());
    post();
    parties.tokens.clear();
    parties.challengeChange = challenge -> "DPoP error=\"invalid_dpop_proof\"";

    assertThat(post().statusCode()).isEqualTo(401);
    assertThat(parties.seen("GET /authorize")).hasSize(1);
    assertThat(parties.seen("POST /token")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {-240, 240})
  void followsTheClocksOfServersThatAreFourMinutesAwayCase25(long seconds) throws Exception {
    parties.intercept = (path, exchange) -> refusesProofsOfAnotherTime(path, exchange);
    client = client(DpopUse.REQUIRED, new MutableTime(Instant.now().plusSeconds(seconds)));

    assertThat(post().statusCode()).isEqualTo(200);
    assertThat(parties.seen("POST /token")).hasSize(2);
    assertThat(parties.seen("POST /mcp")).hasSize(3);
    assertThat(post().statusCode()).isEqualTo(200);
    assertThat(parties.seen("POST /mcp")).as("the clock is known now").hasSize(4);
    assertThat(parties.seen("GET /authorize")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/token", "/mcp"})
  void saysSoWhereAClockIsTenMinutesAwayCase25(String place) throws Exception {
    parties.intercept =
        (path, exchange) -> path.equals(place) && refusesProofsOfAnotherTime(path, exchange);
    for (long seconds : new long[] {-600, 600}) {
      client = client(DpopUse.REQUIRED, new MutableTime(Instant.now().plusSeconds(seconds)));
      int before = parties.seen("POST " + place).size();

      assertFails(AuthorizationFault.WRONG_CLOCK);
      assertThat(parties.seen("POST " + place).size() - before).isLessThanOrEqualTo(2);
    }
    assertThat(parties.seen("GET /authorize")).hasSizeLessThanOrEqualTo(2);
  }

  /** As a server that takes proofs of the last and the next minute. */
  private static boolean refusesProofsOfAnotherTime(String path, HttpExchange exchange) {
    String proof = exchange.getRequestHeaders().getFirst("DPoP");
    if (proof == null || isOfNow(proof)) {
      return false;
    }
    exchange
        .getResponseHeaders()
        .set("WWW-Authenticate", "DPoP error=\"invalid_dpop_proof\", algs=\"ES256\"");
    return SignInFlowTest.json(
        exchange, path.equals("/token") ? 400 : 401, Map.of("error", "invalid_dpop_proof"));
  }

  private static boolean isOfNow(String proof) {
    try {
      Instant made = SignedJWT.parse(proof).getJWTClaimsSet().getIssueTime().toInstant();
      return Duration.between(made, Instant.now()).abs().toSeconds() <= 60;
    } catch (ParseException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A nonce tells whoever made it when and by whom it was given. */
  @Test
  void tellsANewIssuerNoNonceOfTheOldOneCase10() throws Exception {
    parties.issuerNonce = () -> "of-the-old-one";
    client =
        McpAuthorization.builder(
                parties.server(),
                Grant.authorizationCode(parties.browser(), Duration.ofSeconds(60)))
            .registrations(Registration.dynamic("Test"))
            .trust(question -> true)
            .time(time)
            .dpop(DpopUse.REQUIRED)
            .build()
            .httpClient()
            .build();
    assertThat(post().statusCode()).isEqualTo(200);
    parties.tokens.clear();
    parties.refreshTokens.clear();
    try (TestParties others = new TestParties()) {
      others.numbers.set(1_000);
      others.tokenType = "DPoP";
      others.tokenChange =
          answer -> {
            parties.tokens.put((String) answer.get("access_token"), Set.of("read"));
            return answer;
          };
      parties.resourceChange =
          document -> {
            document.put("authorization_servers", List.of(others.issuer()));
            return document;
          };

      assertThat(post().statusCode()).isEqualTo(200);
      assertThat(others.seen("POST /token"))
          .hasSize(1)
          .allSatisfy(seen -> assertThat(seen.proof()).doesNotContainKey("nonce"));
    }
  }

  @Test
  void endsALoopOfNoncesAtTheIssuerCase25() {
    parties.issuerNonce = () -> "nonce-" + parties.numbers.incrementAndGet();

    assertFails(AuthorizationFault.GRANT_REFUSED);
    assertThat(parties.seen("POST /token")).hasSize(2);
  }

  @Test
  void takesNoBearerTokenWhereABoundOneIsRequiredCase18() {
    parties.tokenType = "Bearer";

    assertFails(AuthorizationFault.BAD_TOKEN_RESPONSE);
  }

  @Test
  void usesABearerTokenWhereABoundOneIsOptional() throws Exception {
    parties.tokenType = "Bearer";
    client = client(DpopUse.OPTIONAL);

    assertThat(post().statusCode()).isEqualTo(200);
    assertThat(parties.seen("POST /token").get(0).field("Dpop")).isNotEmpty();
    assertThat(parties.seen("POST /mcp").get(1).field("Dpop")).isEmpty();
  }

  @Test
  void provesNothingToAnIssuerThatDoesNotAskForIt() throws Exception {
    parties.tokenType = "Bearer";
    parties.proofAlgorithms = List.of("RS256");
    client = client(DpopUse.OPTIONAL);

    assertThat(post().statusCode()).isEqualTo(200);
    assertThat(parties.seen).allSatisfy(seen -> assertThat(seen.field("Dpop")).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "says nothing,              '',    false, Bearer, false",
    "lists another algorithm,   EdDSA, false, DPoP,   false",
    "lists it,                  ES256, false, Bearer, true",
    "takes bound tokens alone,  '',    true,  Bearer, true",
    "says so in its challenge,  '',    false, DPoP,   true",
    "lists it in its challenge, '',    false, 'DPoP algs=\"EdDSA ES256\",', true",
    "lists another one there,   '',    false, 'DPoP algs=\"EdDSA\",', false"
  })
  void bindsTokensToAKeyForAServerThatTakesProofsAlone(
      String server, String algorithm, boolean required, String scheme, boolean bound)
      throws Exception {
    parties.tokenType = bound ? "DPoP" : "Bearer";
    parties.resourceChange =
        document -> {
          document.put(
              "dpop_signing_alg_values_supported",
              algorithm.isEmpty() ? List.of() : List.of(algorithm));
          document.put("dpop_bound_access_tokens_required", required);
          return document;
        };
    parties.challengeChange = challenge -> challenge.replace("Bearer", scheme);
    client = client(DpopUse.OPTIONAL);

    assertThat(post().statusCode()).isEqualTo(200);
    assertThat(parties.seen("GET /authorize").get(0).parameters().containsKey("dpop_jkt"))
        .isEqualTo(bound);
    assertThat(!parties.seen("POST /token").get(0).field("Dpop").isEmpty()).isEqualTo(bound);
    assertThat(parties.seen("POST /mcp").get(1).field("Authorization"))
        .startsWith(parties.tokenType + " ");
  }

  @Test
  void bindsNothingForASignInWithoutAChallengeWhereTheDocumentSaysNothing() throws Exception {
    parties.tokenType = "Bearer";
    parties.resourceChange =
        document -> {
          document.remove("dpop_signing_alg_values_supported");
          return document;
        };
    McpAuthorization.builder(
            parties.server(), Grant.authorizationCode(parties.browser(), Duration.ofSeconds(60)))
        .registrations(Registration.dynamic("Test"))
        .dpop(DpopUse.OPTIONAL)
        .build()
        .signIn();

    assertThat(parties.seen("POST /token").get(0).field("Dpop")).isEmpty();
  }

  private void assertFails(AuthorizationFault fault) {
    assertThatExceptionOfType(AuthorizationFailedException.class)
        .isThrownBy(this::post)
        .satisfies(e -> assertThat(e.fault()).isEqualTo(fault));
  }

  private HttpResponse<String> post() throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(parties.server()))
            .POST(BodyPublishers.ofString("{}"))
            .build(),
        BodyHandlers.ofString());
  }
}
