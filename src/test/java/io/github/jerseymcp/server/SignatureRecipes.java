package io.github.jerseymcp.server;

import io.github.jerseymcp.provoked.Recipe;
import io.github.jerseymcp.provoked.Traces;
import io.github.jerseymcp.replay.InMemoryReplayStore;
import io.github.jerseymcp.signature.RefusedSignatures;
import io.github.jerseymcp.signature.SignatureFault;
import io.github.jerseymcp.signature.SignatureKey;
import io.github.jerseymcp.signature.TestKeys;
import io.github.jerseymcp.signature.TestSignature;
import io.github.jerseymcp.testing.InProcess;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/** Requests whose token is good, and whose signature is not. */
public final class SignatureRecipes {

  private SignatureRecipes() {}

  /** Recipes by the code of their cause. */
  public static Map<String, Recipe> all() {
    Map<String, Recipe> all = new LinkedHashMap<>();
    for (SignatureFault fault : SignatureFault.values()) {
      if (fault != SignatureFault.REPLAYED) {
        all.put(fault.code(), traces -> spoiled(traces, fault));
      }
    }
    all.put(SignatureFault.REPLAYED.code(), SignatureRecipes::replayed);
    return all;
  }

  private static IntSupplier spoiled(Traces traces, SignatureFault fault) {
    RefusedSignatures.Row row =
        RefusedSignatures.all().filter(one -> one.fault() == fault).findFirst().orElseThrow();
    InProcess server = server(traces);
    String token = traces.secret(Fixture.token("/mcp").sign());
    return () -> {
      TestSignature good = new TestSignature(TestKeys.ED25519.signing(), token, Instant.now());
      return row.change().apply(good).call(server).send().status();
    };
  }

  private static IntSupplier replayed(Traces traces) {
    InProcess server = server(traces);
    String token = traces.secret(Fixture.token("/mcp").sign());
    TestSignature once = new TestSignature(TestKeys.ED25519.signing(), token, Instant.now());
    traces.secret(once.signature());
    int first = once.call(server).send().status();
    if (first != 200) {
      throw new AssertionError(first);
    }
    return () -> once.call(server).send().status();
  }

  private static InProcess server(Traces traces) {
    SignatureKey[] keys =
        Stream.concat(
                Stream.of(TestKeys.values()).map(TestKeys::verifying),
                Stream.of(TestKeys.ofAnotherClient()))
            .toArray(SignatureKey[]::new);
    return Fixture.start(
        traces.heardBy(
            Fixture.config()
                .signatures(all -> all.required(keys).withReplayStore(new InMemoryReplayStore()))),
        RequestSignatureTest.Notes.class);
  }
}
