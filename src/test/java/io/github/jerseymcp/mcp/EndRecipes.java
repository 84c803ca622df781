package io.github.jerseymcp.mcp;

import static io.github.jerseymcp.mcp.MessageRecipes.ARGUMENT;
import static io.github.jerseymcp.mcp.MessageRecipes.argument;

import io.github.jerseymcp.provoked.Recipe;
import io.github.jerseymcp.provoked.Traces;
import io.github.jerseymcp.testsupport.mcp.EventReader;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import io.modelcontextprotocol.spec.McpError;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntSupplier;
import reactor.core.publisher.Mono;

/** Messages that were taken, and come to an end that is no answer. */
final class EndRecipes {

  private static final Duration TIME_OUT = Duration.ofSeconds(10);

  private EndRecipes() {}

  static void addTo(Map<String, Recipe> all) {
    all.put(
        "message.internal",
        traces -> failing(traces, new IllegalStateException("the database is gone")));
    all.put(
        "message.url_elicitation_required",
        traces -> failing(traces, McpError.builder(-32042).message(ARGUMENT).build()));
    all.put("message.timed_out", EndRecipes::slow);
    all.put("message.token_ended", EndRecipes::revoked);
    all.put("message.stream_over", EndRecipes::over);
    all.put(
        "message.stopping",
        traces -> {
          McpFixture server = traces.closing(MessageRecipes.heardBy(traces, settings -> settings));
          McpWire client = traces.secret(server.initialized("alice"));
          server.transport.close();
          return () -> client.ask("ping", argument()).status();
        });
  }

  private static IntSupplier failing(Traces traces, Exception failure) {
    traces.secret(ARGUMENT);
    FaultyServer server = traces.closing(FaultyServer.secured(traces::heardBy));
    McpWire client = traces.secret(server.client().initialize());
    server.fault = () -> Mono.error(failure);
    return () -> client.ask("tools/list", "{\"_meta\":{\"more\":\"" + ARGUMENT + "\"}}").status();
  }

  private static IntSupplier slow(Traces traces) {
    McpFixture server =
        traces.closing(MessageRecipes.heardBy(traces, settings -> settings.callTimeout(TIME_OUT)));
    McpWire client = traces.secret(server.initialized("alice"));
    return () -> {
      try (EventReader events =
          client.stream(McpWire.call(System.nanoTime(), "report", ARGUMENT))) {
        events.next();
        server.time.advance(TIME_OUT.plusSeconds(1));
        events.rest();
        return events.status();
      }
    };
  }

  /** While it waits for its answer. */
  private static IntSupplier revoked(Traces traces) {
    McpFixture server = traces.closing(MessageRecipes.heardBy(traces, settings -> settings));
    return () -> {
      String id = "token-" + System.nanoTime();
      McpWire client =
          traces
              .secret(server.client(server.token("alice").claim("jti", id)).initialize())
              .with("Accept", "application/json");
      int before = server.probe.runs.get();
      CompletableFuture<McpWire.Reply> call =
          CompletableFuture.supplyAsync(() -> client.callTool("wait", argument()));
      HeardEvents.await(() -> server.probe.runs.get() > before);
      server.revoked.revoke(server.issuer.issuer(), id);
      return call.join().status();
    };
  }

  private static IntSupplier over(Traces traces) {
    McpFixture server = traces.closing(MessageRecipes.heardBy(traces, settings -> settings));
    McpWire client = traces.secret(server.initialized("alice"));
    String seen;
    try (EventReader first = client.listen()) {
      seen = first.next().id();
      EventReader second = traces.closing(client.listen());
      second.next();
      first.rest();
    }
    return () -> client.with("Last-Event-ID", seen).send("GET").status();
  }
}
