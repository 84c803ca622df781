package io.github.jerseymcp.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.McpPublic;
import io.github.jerseymcp.account.Holding;
import io.github.jerseymcp.event.Cause;
import io.github.jerseymcp.event.RequestRefused;
import io.github.jerseymcp.signature.RefusedSignatures;
import io.github.jerseymcp.signature.RequestSigner;
import io.github.jerseymcp.signature.SignatureFault;
import io.github.jerseymcp.signature.SignatureKey;
import io.github.jerseymcp.signature.TestKeys;
import io.github.jerseymcp.signature.TestSignature;
import io.github.jerseymcp.testing.Answer;
import io.github.jerseymcp.testing.Call;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.testing.RecordingReplayStore;
import io.github.jerseymcp.testsupport.LogFile;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Where each request must be signed: what passes, and what does not. */
class RequestSignatureTest {

  private static final AtomicInteger RUNS = new AtomicInteger();
  private static final RecordingReplayStore STORE = new RecordingReplayStore();
  private static final StartedSecurity SECURITY = new StartedSecurity();
  private static final List<Cause> CAUSES = new CopyOnWriteArrayList<>();
  private static final SignatureKey[] KEYS =
      Stream.concat(
              Stream.of(TestKeys.values()).map(TestKeys::verifying),
              Stream.of(TestKeys.ofAnotherClient()))
          .toArray(SignatureKey[]::new);
  private static final InProcess SERVER =
      Fixture.start(
          Fixture.config()
              .signatures(signatures -> signatures.required(KEYS).withReplayStore(STORE))
              .edge(edge -> edge.withMaximumBodyBytes(1000))
              .events(
                  all ->
                      all.withListener(
                          event -> {
                            if (event instanceof RequestRefused refused) {
                              CAUSES.add(refused.cause());
                            }
                          })),
          Notes.class);
  private static final String TOKEN = Fixture.token("/mcp").sign();

  @Path("/mcp")
  @McpProtected
  public static class Notes {

    @POST
    public String call(String body) {
      RUNS.incrementAndGet();
      return body;
    }

    @POST
    @Path("held")
    public String held(InputStream body) throws IOException {
      long before = SECURITY.get().accounts().heldByAll(Holding.REQUEST_BYTES);
      body.readNBytes(7);
      return before + " " + SECURITY.get().accounts().heldByAll(Holding.REQUEST_BYTES);
    }

    @GET
    public long held() {
      return SECURITY.get().accounts().heldByAll(Holding.BODIES);
    }

    @GET
    @Path("open")
    @McpPublic
    public String open() {
      return "open";
    }
  }

  static Stream<RefusedSignatures.Row> refused() {
    return RefusedSignatures.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void refusesWithOneAnswerAndRunsNoHandler(RefusedSignatures.Row row) {
    int claims = STORE.claims().size();
    int runs = RUNS.get();
    CAUSES.clear();

    Answer answer = row.change().apply(signed(TestKeys.ED25519)).call(SERVER).send();

    assertThat(CAUSES).containsExactly(row.fault());
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body())
        .isEqualTo(
            "{\"error_description\":\"The signature of this request is missing or does not hold for"
                + " it\"}");
    assertThat(answer.all("WWW-Authenticate")).isEmpty();
    assertThat(RUNS).as("no handler runs").hasValue(runs);
    assertThat(STORE.claims()).as("a refused request claims nothing").hasSize(claims);
  }

  @ParameterizedTest
  @EnumSource
  void acceptsEachKindOfKeyAndHandsTheBodyOn(TestKeys key) {
    Answer answer = signed(key).call(SERVER).send();

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"a\":1}");
  }

  @Test
  void acceptsWhatIsSignedBesidesAndNoAlgorithm() {
    TestSignature signature =
        signed(TestKeys.P256)
            .parameter("alg", "")
            .field("mcp-session-id", "1")
            .field("x-more", "2")
            .covering(
                "@target-uri",
                "authorization",
                "content-type",
                "mcp-session-id",
                "x-more",
                "content-digest",
                "@method");

    assertThat(signature.call(SERVER).send().status()).isEqualTo(200);
  }

  @Test
  void acceptsEachSignatureOnce() {
    TestSignature signature = signed(TestKeys.HMAC);
    CAUSES.clear();

    assertThat(signature.call(SERVER).send().status()).isEqualTo(200);
    assertThat(signature.call(SERVER).send().status()).isEqualTo(403);
    assertThat(CAUSES).containsExactly(SignatureFault.REPLAYED);
    Instant until = STORE.claims().get(STORE.claims().size() - 1).expiresAt();
    assertThat(until).isBetween(Instant.now().plusSeconds(50), Instant.now().plusSeconds(61));
  }

  @Test
  void looksAtNoSignatureOfSomebodyWithoutAToken() {
    int claims = STORE.claims().size();
    CAUSES.clear();

    assertThat(new TestSignature(KEYS[2], "no-token", Instant.now()).call(SERVER).send().status())
        .isEqualTo(401);
    assertThat(STORE.claims()).hasSize(claims);
    assertThat(CAUSES).noneMatch(cause -> cause instanceof SignatureFault);
  }

  @Test
  void answers503WhereItCannotTellWhetherOneIsNew() {
    STORE.outage(true);
    try {
      int runs = RUNS.get();
      Answer answer = signed(TestKeys.ED25519).call(SERVER).send();

      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.header("Retry-After")).isNotEmpty();
      assertThat(RUNS).hasValue(runs);
    } finally {
      STORE.outage(false);
    }
  }

  @Test
  void readsNoMoreOfABodyThanOneMayHave() {
    String large = "x".repeat(1001);

    assertThat(
            signed(TestKeys.ED25519)
                .digest(TestSignature.digestOf(large))
                .body(large)
                .call(SERVER)
                .send()
                .status())
        .isEqualTo(413);
  }

  @Test
  void holdsABodyOnTheAccountOfItsCallerUntilItIsRead() {
    InProcess server =
        Fixture.start(
            Fixture.config().signatures(signatures -> signatures.required(KEYS)),
            application -> application.register(SECURITY),
            Notes.class);

    assertThat(client("POST", "/mcp/held", "{\"a\":1}", server).body()).isEqualTo("65536 0");
    assertThat(client("GET", "/mcp", "", server).body()).as("there is none").isEqualTo("0");
    assertThat(SECURITY.get().accounts().heldByAll(Holding.BODIES)).isZero();
  }

  @Test
  void takesAnEmptyQueryForNone() {
    assertThat(client("POST", "/mcp?", "{\"a\":1}", SERVER).status()).isEqualTo(200);
    assertThat(client("POST", "/mcp", "{\"a\":1}", SERVER).status()).isEqualTo(200);
  }

  /** A request as a client of this library signs it. */
  private static Answer client(String method, String path, String body, InProcess server) {
    Map<String, List<String>> fields =
        Map.of(
            "authorization", List.of("Bearer " + TOKEN),
            "content-type", List.of("application/json"));
    Call call =
        server.call(method, path).bearer(TOKEN).body("application/json", body.getBytes(UTF_8));
    new RequestSigner(TestKeys.ED25519.signing(), List.of(), InstantSource.system())
        .sign(
            method,
            URI.create(Fixture.ORIGIN + path),
            name -> fields.getOrDefault(name, List.of()),
            body.getBytes(UTF_8))
        .forEach(call::header);
    return call.send();
  }

  @Test
  void leavesOpenWhatIsOpen() {
    assertThat(SERVER.call("GET", "/mcp/open").send().body()).isEqualTo("open");
  }

  @Test
  void needsAKeyInAFieldOfItsOwnSigned() {
    InProcess server =
        Fixture.start(
            KeysOfClientsTest.withKeys(
                KeysOfClientsTest.withApiKeys(Fixture.config()), TestKeys.P256.verifying()),
            Notes.class);
    TestSignature signature = signed(TestKeys.P256).field("x-api-key", "key-1");

    assertThat(
            signature
                .covering("@method", "@target-uri", "content-digest", "content-type")
                .call(server)
                .without("Authorization")
                .send()
                .status())
        .isEqualTo(403);
    assertThat(
            signature
                .covering("@method", "@target-uri", "content-digest", "content-type", "x-api-key")
                .call(server)
                .without("Authorization")
                .send()
                .status())
        .isEqualTo(200);
  }

  @Test
  void tellsTheOperatorWhatIsRequired() throws Exception {
    long before = LogFile.size();
    Fixture.start(
        Fixture.config().signatures(signatures -> signatures.required(KEYS)), Notes.class);

    assertThat(LogFile.from(before))
        .contains(
            "senders: each request signed with one of 4 keys, signatures remembered by"
                + " InMemoryReplayStore");
  }

  @Test
  void livesNoLongerAndAheadNoFurtherThanIsSet() {
    InProcess server =
        Fixture.start(
            Fixture.config()
                .signatures(
                    signatures ->
                        signatures
                            .required(KEYS)
                            .withMaximumLifetime(Duration.ofSeconds(10))
                            .withAhead(Duration.ZERO)),
            Notes.class);
    Instant now = Instant.now();

    assertThat(signed(TestKeys.HMAC).lasting(now, -2, 8).call(server).send().status())
        .isEqualTo(200);
    assertThat(signed(TestKeys.HMAC).lasting(now, -2, 9).call(server).send().status())
        .isEqualTo(403);
    assertThat(signed(TestKeys.HMAC).lasting(now, 4, 9).call(server).send().status())
        .isEqualTo(403);
  }

  @Test
  void doesNotStartWithoutAKey() {
    assertThatThrownBy(
            () ->
                Fixture.start(
                    Fixture.config().signatures(signatures -> signatures.required()), Notes.class))
        .hasMessageContaining("signatures.required names no key");
  }

  private static TestSignature signed(TestKeys key) {
    return new TestSignature(key.signing(), TOKEN, Instant.now());
  }
}
