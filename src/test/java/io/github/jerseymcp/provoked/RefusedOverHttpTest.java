package io.github.jerseymcp.provoked;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.event.AuditLog;
import io.github.jerseymcp.event.Cause;
import io.github.jerseymcp.event.RequestRefused;
import io.github.jerseymcp.logout.LogoutRecipes;
import io.github.jerseymcp.mcp.MessageRecipes;
import io.github.jerseymcp.mcp.modern.ModernRecipes;
import io.github.jerseymcp.server.RequestRecipes;
import io.github.jerseymcp.server.SenderRecipes;
import io.github.jerseymcp.server.SignatureRecipes;
import io.github.jerseymcp.server.TokenRecipes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntSupplier;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Whatever a request is refused for leaves one event, one count, one line of the audit log and one
 * line for people in a minute, and nothing of what the request brought, at TRACE and in no logger.
 * The causes are found in the classes: a new one needs a recipe, or a reason why no request can
 * provoke it.
 */
@Tag("once")
class RefusedOverHttpTest {

  private static final String REFUSALS = "io.github.jerseymcp.refusals";

  /** Each of these stands for several causes in an answer; the events name the exact one. */
  private static final Set<String> NAMED_EXACTLY =
      Set.of(
          "request.host_not_allowed",
          "request.origin_not_allowed",
          "request.headers_too_large",
          "request.body_too_large",
          "request.malformed_request",
          "request.invalid_token",
          "request.invalid_sender",
          "request.unbound_token",
          "request.invalid_proof",
          "request.proof_replayed",
          "request.invalid_signature",
          "request.nonce_needed");

  private static final Map<String, Recipe> RECIPES = recipes();
  private static final Logger ROOT = Logger.getLogger("");
  private static final Map<Handler, Level> CONSOLE =
      Stream.of(ROOT.getHandlers()).collect(Collectors.toMap(all -> all, Handler::getLevel));
  private static final Level BEFORE = ROOT.getLevel();

  @BeforeAll
  static void listenToAll() {
    CONSOLE.keySet().forEach(ROOT::removeHandler);
    SLF4JBridgeHandler.install();
    ROOT.setLevel(Level.ALL);
  }

  @AfterAll
  static void stop() {
    SLF4JBridgeHandler.uninstall();
    CONSOLE.keySet().forEach(ROOT::addHandler);
    ROOT.setLevel(BEFORE);
  }

  @Test
  void hasARecipeForEachCauseThatARequestCanProvoke() {
    Set<String> causes =
        Causes.all().map(Cause::code).collect(Collectors.toCollection(TreeSet::new));
    causes.removeAll(NAMED_EXACTLY);

    assertThat(RECIPES.keySet()).containsExactlyInAnyOrderElementsOf(causes);
  }

  static Stream<Cause> provoked() {
    return Causes.all().filter(cause -> !NAMED_EXACTLY.contains(cause.code()));
  }

  @ParameterizedTest
  @MethodSource("provoked")
  void isSeenOnceInEachPlaceAndTellsNoSecret(Cause cause) throws Exception {
    try (Traces traces = new Traces()) {
      IntSupplier refused = RECIPES.get(cause.code()).prepare(traces);
      traces.begin();
      double before = traces.counted();

      int status = refused.getAsInt();
      assertSeen(traces, cause, 1, status);
      assertThat(refused.getAsInt()).isEqualTo(status);
      assertSeen(traces, cause, 2, status);

      assertThat(traces.counted() - before).as("counts of refusals in all").isEqualTo(2);
      String everything = traces.everything();
      assertThat(traces.partsOfSecrets()).noneMatch(everything::contains);
    }
  }

  private static void assertSeen(Traces traces, Cause cause, int times, int status)
      throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (traces.refusals().size() < times && System.nanoTime() < end) {
      Thread.sleep(10);
    }
    assertThat(traces.refusals())
        .extracting(RequestRefused::cause)
        .hasSize(times)
        .containsOnly(cause);
    assertThat(traces.refusals()).extracting(RequestRefused::status).containsOnly(status);
    assertThat(traces.counted(cause.code())).isEqualTo(times);

    String named = "(" + cause.code();
    List<String> lines = traces.lines(REFUSALS).stream().filter(l -> !l.contains("DEBUG")).toList();
    assertThat(lines).as("one line a minute").hasSize(1);
    assertThat(lines.get(0))
        .contains(status >= 500 ? "WARN" : "INFO")
        .contains(cause.sentence())
        .contains(named);
    assertThat(traces.lines("DEBUG " + REFUSALS)).as("each one at DEBUG").hasSize(times);
    assertThat(
            traces.lines(AuditLog.LOGGER).stream()
                .filter(line -> line.contains("\"event\":\"refused\"")))
        .hasSize(times)
        .allMatch(line -> line.contains("\"cause\":\"" + cause.code() + "\""));
  }

  private static Map<String, Recipe> recipes() {
    Map<String, Recipe> all = new TreeMap<>();
    Stream.of(
            RequestRecipes.all(),
            TokenRecipes.all(),
            LogoutRecipes.all(),
            SenderRecipes.all(),
            SignatureRecipes.all(),
            MessageRecipes.all(),
            ModernRecipes.all())
        .forEach(
            some ->
                some.forEach(
                    (cause, recipe) -> assertThat(all.put(cause, recipe)).as(cause).isNull()));
    return all;
  }
}
