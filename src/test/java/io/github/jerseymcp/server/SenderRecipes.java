package io.github.jerseymcp.server;

import static io.github.jerseymcp.server.Fixture.ORIGIN;

import io.github.jerseymcp.config.DpopSettings;
import io.github.jerseymcp.config.McpSecurityConfigBuilder;
import io.github.jerseymcp.dpop.DpopNonces;
import io.github.jerseymcp.dpop.ProofFault;
import io.github.jerseymcp.provoked.Recipe;
import io.github.jerseymcp.provoked.Traces;
import io.github.jerseymcp.replay.InMemoryReplayStore;
import io.github.jerseymcp.testing.Call;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.testing.RecordingReplayStore;
import io.github.jerseymcp.testing.SigningKey;
import io.github.jerseymcp.testing.TestProof;
import io.github.jerseymcp.testing.TestToken;
import io.github.jerseymcp.testsupport.dpop.ProofUse;
import io.github.jerseymcp.testsupport.dpop.RefusedProofs;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.UnaryOperator;

/** Requests whose token is good, and which do not come from its holder. */
public final class SenderRecipes {

  static final SigningKey STRANGER = SigningKey.generate("ES256", Fixture.ISSUER.key().keyId());

  private static final SigningKey KEY = SigningKey.generate("ES256", "proof");

  private SenderRecipes() {}

  /** Recipes by the code of their cause. */
  public static Map<String, Recipe> all() {
    Map<String, Recipe> all = new LinkedHashMap<>();
    all.put(
        "sender.confirmation",
        bearer(config -> config, token -> token.claim("cnf", Map.of("x", "y"))));
    all.put("sender.bound_as_bearer", bearer(SenderRecipes::dpop, SenderRecipes::bound));
    all.put("sender.dpop_required", bearer(SenderRecipes::required, token -> token));
    all.put(
        "sender.certificates_off",
        bearer(
            config -> config, token -> token.boundToCertificate(CertificateMatrixTest.THUMBPRINT)));
    all.put("sender.unbound_as_dpop", SenderRecipes::unbound);
    proofs(all);
    CertificateRecipes.addTo(all);
    return all;
  }

  private static void proofs(Map<String, Recipe> all) {
    Set<ProofFault> others =
        Set.of(
            ProofFault.MISSING,
            ProofFault.SEVERAL,
            ProofFault.KEY_MISMATCH,
            ProofFault.NONCE,
            ProofFault.REPLAYED);
    for (ProofFault fault : ProofFault.values()) {
      if (!others.contains(fault)) {
        all.put(fault.code(), traces -> changed(traces, fault));
      }
    }
    all.put(ProofFault.MISSING.code(), each((call, token, traces) -> call));
    all.put(
        ProofFault.SEVERAL.code(),
        each(
            (call, token, traces) ->
                call.header("DPoP", traces.secret(proof(token).sign()))
                    .header("DPoP", traces.secret(proof(token).sign()))));
    all.put(
        ProofFault.KEY_MISMATCH.code(),
        each(
            (call, token, traces) ->
                call.header(
                    "DPoP",
                    traces.secret(
                        TestProof.of(STRANGER, "POST", ORIGIN + "/mcp", Instant.now())
                            .token(token)
                            .sign()))));
    all.put(ProofFault.NONCE.code(), SenderRecipes::stale);
    all.put(ProofFault.REPLAYED.code(), SenderRecipes::replayed);
    all.put("request.replay_store_unavailable", SenderRecipes::withoutStore);
    all.put("request.too_many_proofs", SenderRecipes::beyondTheShare);
  }

  /** Adds what is wrong to a request with a bound token. */
  private interface Addition {
    Call to(Call call, String token, Traces traces);
  }

  private static Recipe each(Addition addition) {
    return traces -> {
      InProcess server = server(traces, all -> all.optional(new RecordingReplayStore()));
      String token = traces.secret(bound(Fixture.token("/mcp")));
      return () -> addition.to(dpop(server, token), token, traces).send().status();
    };
  }

  private static IntSupplier changed(Traces traces, ProofFault fault) {
    var change =
        RefusedProofs.overHttp().filter(row -> row.reason() == fault).findFirst().orElseThrow();
    InProcess server = server(traces, all -> all.optional(new RecordingReplayStore()));
    String token = traces.secret(bound(Fixture.token("/mcp")));
    return () -> {
      ProofUse use = new ProofUse(proof(token), "POST", URI.create(ORIGIN + "/mcp"), Instant.now());
      String proof = traces.secret(change.change().of(use));
      return dpop(server, token).header("DPoP", proof).send().status();
    };
  }

  private static IntSupplier unbound(Traces traces) {
    InProcess server = server(traces, all -> all.optional(new RecordingReplayStore()));
    String token = traces.secret(Fixture.token("/mcp"));
    return () ->
        dpop(server, token).header("DPoP", traces.secret(proof(token).sign())).send().status();
  }

  /** With a nonce that this server has never given. */
  private static IntSupplier stale(Traces traces) {
    InProcess server =
        server(
            traces,
            all -> all.optional(new RecordingReplayStore()).withNonces(DpopNonces.ofSingleNode()));
    String token = traces.secret(bound(Fixture.token("/mcp")));
    String nonce = traces.secret("Nonce7c1fOfAnotherServer");
    return () -> {
      var answer =
          dpop(server, token)
              .header("DPoP", traces.secret(proof(token).nonce(nonce).sign()))
              .send();
      traces.secret(answer.header("DPoP-Nonce"));
      return answer.status();
    };
  }

  private static IntSupplier replayed(Traces traces) {
    InProcess server = server(traces, all -> all.optional(new InMemoryReplayStore()));
    String token = traces.secret(bound(Fixture.token("/mcp")));
    String proof = traces.secret(proof(token).sign());
    dpop(server, token).header("DPoP", proof).send();
    return () -> dpop(server, token).header("DPoP", proof).send().status();
  }

  private static IntSupplier withoutStore(Traces traces) {
    RecordingReplayStore store = new RecordingReplayStore();
    store.outage(true);
    return proving(traces, all -> all.optional(store));
  }

  private static IntSupplier beyondTheShare(Traces traces) {
    IntSupplier request =
        proving(
            traces,
            all ->
                all.optional(new RecordingReplayStore())
                    .withProofs(proofs -> proofs.withProofsOfCaller(1)));
    int unused = request.getAsInt();
    return request;
  }

  private static IntSupplier proving(Traces traces, UnaryOperator<DpopSettings> settings) {
    InProcess server = server(traces, settings);
    String token = traces.secret(bound(Fixture.token("/mcp")));
    return () ->
        dpop(server, token).header("DPoP", traces.secret(proof(token).sign())).send().status();
  }

  static Recipe bearer(
      UnaryOperator<McpSecurityConfigBuilder> config, UnaryOperator<TestToken> change) {
    return traces -> {
      InProcess server =
          Fixture.start(traces.heardBy(config.apply(Fixture.config())), OpenNotes.class);
      String token = traces.secret(change.apply(Fixture.token("/mcp")));
      return () -> server.call("POST", "/mcp").bearer(token).send().status();
    };
  }

  private static McpSecurityConfigBuilder dpop(McpSecurityConfigBuilder config) {
    return config.dpop(all -> all.optional(new RecordingReplayStore()));
  }

  private static McpSecurityConfigBuilder required(McpSecurityConfigBuilder config) {
    return config.dpop(all -> all.required(new RecordingReplayStore()));
  }

  private static InProcess server(Traces traces, UnaryOperator<DpopSettings> settings) {
    return Fixture.start(traces.heardBy(Fixture.config().dpop(settings)), OpenNotes.class);
  }

  private static TestToken bound(TestToken token) {
    return token.boundToKey(TestProof.thumbprint(KEY));
  }

  private static TestProof proof(String token) {
    return TestProof.of(KEY, "POST", ORIGIN + "/mcp", Instant.now()).token(token);
  }

  private static Call dpop(InProcess server, String token) {
    return server.call("POST", "/mcp").header("Authorization", "DPoP " + token);
  }
}
