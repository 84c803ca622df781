package io.github.jerseymcp.logout;

import io.github.jerseymcp.provoked.Recipe;
import io.github.jerseymcp.provoked.Traces;
import io.github.jerseymcp.replay.InMemoryReplayStore;
import io.github.jerseymcp.replay.ReplayStore;
import io.github.jerseymcp.replay.ReplayStoreUnavailableException;
import io.github.jerseymcp.server.Fixture;
import io.github.jerseymcp.server.OpenNotes;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.testing.SigningKey;
import io.github.jerseymcp.testing.TestToken;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;
import java.util.function.UnaryOperator;

/** Logout tokens that sign nobody out, one for each reason that there is. */
public final class LogoutRecipes {

  private static final SigningKey STRANGER = SigningKey.generate("ES256", "stranger");
  private static final long LONG_AGO = 1;

  private LogoutRecipes() {}

  /** Recipes by the code of their cause. */
  public static Map<String, Recipe> all() {
    Map<String, Recipe> all = new LinkedHashMap<>();
    all.put(
        LogoutFault.FORM.code(),
        traces -> {
          InProcess server = start(traces, new InMemoryReplayStore(), 32);
          String token = traces.secret(Logouts.ofSubject("alice"));
          return () -> server.call("POST", Logouts.PATH).body("text/plain", token).send().status();
        });
    all.put(LogoutFault.MALFORMED.code(), sent(t -> t.header("typ", "at+jwt")));
    all.put(LogoutFault.ISSUER.code(), sent(t -> t.claim("iss", "https://other.example")));
    all.put(LogoutFault.AUDIENCE.code(), sent(t -> t.audience("another-app")));
    all.put(LogoutFault.TIME.code(), sent(t -> t.claim("exp", LONG_AGO)));
    all.put(LogoutFault.CLAIMS.code(), sent(t -> t.claim("nonce", "n-7d3f91aa20")));
    all.put(LogoutFault.SIGNATURE.code(), sent(t -> t.forgedBy(STRANGER)));
    all.put(LogoutFault.REPLAYED.code(), traces -> sent(traces, (key, end) -> false));
    all.put(
        LogoutFault.UNAVAILABLE.code(),
        traces ->
            sent(
                traces,
                (key, end) -> {
                  throw new ReplayStoreUnavailableException(1);
                }));
    all.put(LogoutFault.AT_LIMIT.code(), LogoutRecipes::atLimit);
    return all;
  }

  private static Recipe sent(UnaryOperator<TestToken> defect) {
    return traces -> {
      InProcess server = start(traces, new InMemoryReplayStore(), 32);
      String token = traces.secret(defect.apply(Logouts.ofSubject("alice")));
      return () -> Logouts.send(server, token).status();
    };
  }

  private static IntSupplier sent(Traces traces, ReplayStore store) {
    InProcess server = start(traces, store, 32);
    String token = traces.secret(Logouts.ofSubject("alice"));
    return () -> Logouts.send(server, token).status();
  }

  /** A second request comes while the first one is looked at. */
  private static IntSupplier atLimit(Traces traces) {
    AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});
    InProcess server =
        start(
            traces,
            (key, end) -> {
              meanwhile.get().run();
              return true;
            },
            1);
    String token = traces.secret(Logouts.ofSubject("alice"));
    AtomicInteger second = new AtomicInteger();
    meanwhile.set(() -> second.set(Logouts.send(server, token).status()));
    return () -> Logouts.send(server, token).status() == 200 ? second.get() : 0;
  }

  private static InProcess start(Traces traces, ReplayStore store, int atOnce) {
    return Fixture.start(
        traces.heardBy(
            Fixture.config()
                .logout(
                    logout ->
                        logout
                            .withClients(Fixture.ISSUER.issuer(), Logouts.CLIENT)
                            .withRequestsOfNetwork(atOnce)
                            .withReplayStore(store))),
        OpenNotes.class);
  }
}
