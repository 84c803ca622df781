package io.github.jerseymcp.server;

import static io.github.jerseymcp.server.Fixture.ISSUER;
import static io.github.jerseymcp.server.Fixture.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jerseymcp.DpopUse;
import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.RequiresScopes;
import io.github.jerseymcp.dpop.DpopNonces;
import io.github.jerseymcp.signature.TestKeys;
import io.github.jerseymcp.testing.Answer;
import io.github.jerseymcp.testing.Call;
import io.github.jerseymcp.testing.DpopAssertions;
import io.github.jerseymcp.testing.DpopTarget;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.testing.ProofDefect;
import io.github.jerseymcp.testing.RecordingReplayStore;
import io.github.jerseymcp.testing.SigningKey;
import io.github.jerseymcp.testing.TestProof;
import io.github.jerseymcp.testing.TestToken;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What bound tokens and their proofs get, through the whole server. */
class SenderMatrixTest {

  private static final SigningKey KEY = SigningKey.generate("ES256", "proof");
  private static final RecordingReplayStore STORE = new RecordingReplayStore();
  private static final InProcess SERVER =
      Fixture.start(Fixture.config().dpop(dpop -> dpop.optional(STORE)), Notes.class, Strict.class);
  private static final String POINTER =
      "scope=\"mcp:tools:read\","
          + " resource_metadata=\"https://mcp.example.com/.well-known/oauth-protected-resource/mcp\"";
  private static final String ALGORITHMS = "algs=\"RS256 PS256 ES256 ES384 ES512 EdDSA Ed25519\", ";
  private static final String BEARER = "Bearer " + POINTER;
  private static final String DPOP = "DPoP " + ALGORITHMS + POINTER;
  private static final String UNBOUND =
      "error=\"invalid_token\", error_description=\"The access token is not bound to the sender of"
          + " this request\", ";
  private static final String BAD_PROOF =
      "error=\"invalid_dpop_proof\", error_description=\"The DPoP proof is missing or does not hold"
          + " for this request\", ";

  @Path("/mcp")
  @McpProtected(scopes = "mcp:tools:read")
  public static class Notes {

    @POST
    public String call(@Context McpPrincipal caller) {
      return caller.sender().binding() + " " + caller.sender().jkt().orElse("");
    }

    @GET
    @RequiresScopes("more")
    public String more() {
      return "more";
    }
  }

  @Path("/strict")
  @McpProtected(dpop = DpopUse.REQUIRED)
  public static class Strict {

    @POST
    public String call() {
      return "strict";
    }
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        row("G1 DP-16 no credentials", call(), 401, BEARER + ", " + DPOP),
        row(
            "G3 DP-19 two Authorization fields",
            call().header("Authorization", "DPoP " + bound()).bearer(bound()),
            400,
            "Bearer error=\"invalid_request\","),
        row("G7 DP-17 bound token as Bearer", call().bearer(bound()), 401, "Bearer " + UNBOUND),
        row(
            "G7 DP-17 with its proof",
            call().bearer(bound()).header("DPoP", proof(bound()).sign()),
            401,
            "Bearer " + UNBOUND),
        row("G8 DP-01 no proof", dpop(bound()), 401, BEARER + ", DPoP " + BAD_PROOF),
        row(
            "G8 DP-01 two proofs",
            dpop(BOUND).header("DPoP", proof(BOUND).sign()).header("DPoP", proof(BOUND).sign()),
            401,
            BEARER + ", DPoP " + BAD_PROOF),
        row(
            "DP-02 a proof over 8 KiB",
            dpop(BOUND).header("DPoP", proof(BOUND).claim("pad", "x".repeat(8192)).sign()),
            401,
            BEARER + ", DPoP " + BAD_PROOF),
        row(
            "G9 DP-18 unbound token under DPoP",
            dpop(token().sign()).header("DPoP", proof(BOUND).sign()),
            401,
            BEARER + ", DPoP " + UNBOUND),
        row(
            "G9 token of another resource",
            dpop(Fixture.token("/other").boundToKey(TestProof.thumbprint(KEY)).sign()),
            401,
            BEARER + ", DPoP error=\"invalid_token\""),
        row(
            "DP-26 a proof as access token",
            call().bearer(proof(BOUND).sign()),
            401,
            "Bearer error=\"invalid_token\""),
        row(
            "MT-06 unknown confirmation",
            call().bearer(token().claim("cnf", Map.of("x", "y")).sign()),
            401,
            "Bearer " + UNBOUND),
        row(
            "MT-06 empty confirmation",
            call().bearer(token().claim("cnf", Map.of()).sign()),
            401,
            "Bearer " + UNBOUND),
        row(
            "G11 MT-01 bound to a certificate, none is checked here",
            call().bearer(token().boundToCertificate(TestProof.thumbprint(KEY)).sign()),
            401,
            "Bearer " + UNBOUND));
  }

  private static final String BOUND = bound();

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void refusesWithTheChallengeOfTheMatrix(String row, Call call, int status, String challenge) {
    int claims = STORE.claims().size();
    Answer answer = call.send();

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.challenge()).startsWith(challenge);
    assertThat(STORE.claims()).as("a refused request claims nothing").hasSize(claims);
  }

  @ParameterizedTest
  @EnumSource
  void refusesEveryDefectOfAProof(ProofDefect defect) {
    int claims = STORE.claims().size();

    DpopAssertions.assertDefectRejected(target("/mcp", BOUND), defect);

    assertThat(STORE.claims()).hasSize(claims);
  }

  @Test
  void acceptsABoundTokenWithItsProofAndTellsTheResourceDP12() {
    Answer answer = dpop(BOUND).header("DPoP", proof(BOUND).sign()).send();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("DPOP " + TestProof.thumbprint(KEY));
  }

  @Test
  void toleratesThePrivateMemberOfKeycloak() {
    String token =
        token()
            .claim("cnf", Map.of("jkt", TestProof.thumbprint(KEY), "kc-jkt-type", "DPoP"))
            .sign();

    assertThat(dpop(token).header("DPoP", proof(token).sign()).send().status()).isEqualTo(200);
  }

  @Test
  void ignoresAStrayProofBesideABearerTokenDP18() {
    Answer answer = call().bearer(token().sign()).header("DPoP", "garbage").send();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("BEARER ");
  }

  @Test
  void acceptsAProofOnceDP13() {
    DpopAssertions.assertReplayRejected(target("/mcp", BOUND));
  }

  @Test
  void writesNothingToTheStoreForAStrangerAndOnceForACaller() {
    int before = STORE.claims().size();
    dpop(token().boundToKey(TestProof.thumbprint(KEY)).forgedBy(KEY).sign())
        .header("DPoP", proof(BOUND).sign())
        .send();
    assertThat(STORE.claims()).hasSize(before);

    DpopAssertions.assertProofAccepted(target("/mcp", BOUND));
    assertThat(STORE.claims()).hasSize(before + 1);
  }

  @Test
  void answersAnOutageOfTheStoreWith503AndNoChallenge() {
    RecordingReplayStore store = new RecordingReplayStore();
    InProcess server =
        Fixture.start(Fixture.config().dpop(dpop -> dpop.optional(store)), Notes.class);
    store.outage(true);

    Answer answer =
        server
            .call("POST", "/mcp")
            .header("Authorization", "DPoP " + BOUND)
            .header("DPoP", proof(BOUND).sign())
            .send();

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isEqualTo("1");
    assertThat(answer.all("WWW-Authenticate")).isEmpty();
  }

  @Test
  void namesMissingScopesUnderTheSchemeOfTheRequestDP28() {
    Answer answer =
        SERVER
            .call("GET", "/mcp")
            .header("Authorization", "DPoP " + BOUND)
            .header(
                "DPoP",
                TestProof.of(KEY, "GET", ORIGIN + "/mcp", Instant.now()).token(BOUND).sign())
            .send();

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.challenge())
        .startsWith("Bearer scope=\"mcp:tools:read more\"")
        .contains("DPoP error=\"insufficient_scope\"")
        .contains(", scope=\"mcp:tools:read more\", resource_metadata=");
  }

  @Test
  void aStrictResourceTakesBoundTokensAloneAndSaysSoPRM15() {
    String unbound = Fixture.token("/strict").sign();
    Answer answer = SERVER.call("POST", "/strict").bearer(unbound).send();

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.challenge()).startsWith("DPoP error=\"invalid_token\"");
    assertThat(SERVER.call("POST", "/strict").send().challenge()).startsWith("DPoP algs=");
    assertThat(document("/strict")).contains("\"dpop_bound_access_tokens_required\":true");
    assertThat(document("/mcp")).doesNotContain("dpop_bound_access_tokens_required");
    DpopAssertions.assertProofAccepted(
        target("/strict", Fixture.token("/strict").boundToKey(TestProof.thumbprint(KEY)).sign()));
  }

  @Test
  void advertisesTheAlgorithmsThatItAcceptsPRM16() {
    assertThat(document("/mcp"))
        .contains(
            "\"dpop_signing_alg_values_supported\":[\"RS256\",\"PS256\",\"ES256\",\"ES384\","
                + "\"ES512\",\"EdDSA\",\"Ed25519\"]");
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.ValueSource(
      strings = {"RS256", "PS256", "ES256", "ES384", "ES512", "EdDSA", "Ed25519"})
  void acceptsProofsOfEachAlgorithmDP05(String algorithm) {
    SigningKey key = SigningKey.generate(algorithm, "proof");
    String token = token().boundToKey(TestProof.thumbprint(key)).sign();

    DpopAssertions.assertProofAccepted(
        DpopTarget.of(SERVER, "/mcp", "POST", "", ORIGIN + "/mcp", token, key));
  }

  @Test
  void demandsRotatesAndOverlapsNoncesDP20toDP24() {
    DpopNonces nonces = DpopNonces.ofSingleNode();
    InProcess server =
        Fixture.start(
            Fixture.config()
                .dpop(dpop -> dpop.optional(new RecordingReplayStore()))
                .dpop(dpop -> dpop.withNonces(nonces)),
            Notes.class);
    DpopTarget target = DpopTarget.of(server, "/mcp", "POST", "", ORIGIN + "/mcp", BOUND, KEY);

    DpopAssertions.assertNonceDemanded(target);
    DpopAssertions.assertProofAccepted(target);
    DpopAssertions.assertEveryDefectRejected(target);
  }

  @Test
  void refusesABoundTokenWhereDpopIsOff() {
    InProcess server = Fixture.start(Notes.class);
    Answer answer =
        server
            .call("POST", "/mcp")
            .header("Authorization", "DPoP " + BOUND)
            .header("DPoP", proof(BOUND).sign())
            .send();

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.challenge()).isEqualTo(BEARER);
  }

  @Test
  void doesNotStartWithDpopButWithoutAStore() {
    assertThatThrownBy(() -> Fixture.start(Strict.class))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("/strict uses DPoP: configure a replayStore");
    assertThatThrownBy(
            () ->
                Fixture.start(
                    Fixture.config().signatures(all -> all.required(TestKeys.ED25519.verifying())),
                    Strict.class))
        .as("that of signatures was not chosen for proofs")
        .hasMessageContaining("/strict uses DPoP: configure a replayStore");
  }

  private static String document(String path) {
    return SERVER.call("GET", "/.well-known/oauth-protected-resource" + path).send().body();
  }

  private static DpopTarget target(String path, String token) {
    return DpopTarget.of(SERVER, path, "POST", "", ORIGIN + path, token, KEY);
  }

  private static TestToken token() {
    return ISSUER.token().subject("alice").audience(ORIGIN + "/mcp").scope("mcp:tools:read");
  }

  private static String bound() {
    return token().boundToKey(TestProof.thumbprint(KEY)).sign();
  }

  private static TestProof proof(String token) {
    return TestProof.of(KEY, "POST", ORIGIN + "/mcp", Instant.now()).token(token);
  }

  private static Call call() {
    return SERVER.call("POST", "/mcp");
  }

  private static Call dpop(String token) {
    return call().header("Authorization", "DPoP " + token);
  }

  private static Arguments row(String name, Call call, int status, String challenge) {
    return Arguments.of(name, call, status, challenge);
  }
}
