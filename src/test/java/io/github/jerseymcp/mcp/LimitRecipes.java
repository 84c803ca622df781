package io.github.jerseymcp.mcp;

import static io.github.jerseymcp.mcp.MessageRecipes.ARGUMENT;
import static io.github.jerseymcp.mcp.MessageRecipes.argument;

import io.github.jerseymcp.account.CallerKey;
import io.github.jerseymcp.account.Holding;
import io.github.jerseymcp.config.McpSecurityConfigBuilder;
import io.github.jerseymcp.config.RateSettings;
import io.github.jerseymcp.provoked.Recipe;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Messages that an MCP endpoint refuses since their caller, or all together, have too much. */
final class LimitRecipes {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int REQUEST_BYTES = 300_000;

  private LimitRecipes() {}

  static void addTo(Map<String, Recipe> all) {
    all.put(
        "message.too_many_sessions",
        held(
            Holding.SESSIONS,
            1,
            0,
            client -> client.without("Mcp-Session-Id").post(McpWire.initialization("2025-11-25"))));
    all.put("message.too_many_calls", held(Holding.CALLS, 1, 1, LimitRecipes::call));
    all.put("message.too_many_streams", held(Holding.STREAMS, 1, 1, client -> client.send("GET")));
    all.put(
        "message.too_many_bytes",
        held(Holding.REQUEST_BYTES, REQUEST_BYTES, REQUEST_BYTES - 10_000, LimitRecipes::call));
    all.put(
        "message.too_large",
        held(
            Holding.REQUEST_BYTES,
            REQUEST_BYTES,
            0,
            client -> client.ask("ping", "{\"x\":\"" + ARGUMENT.repeat(10_000) + "\"}")));
    all.put(
        "message.answer_too_large",
        held(
            Holding.ANSWER_BYTES,
            100_000,
            0,
            client -> client.with("Accept", "application/json").callTool("large", "{}")));
    all.put("message.overloaded", full());
    all.put("message.too_many_subscriptions", subscriptions());
    all.put("message.too_often", rated(1, rates -> rates.withCallsOfCaller(1, MINUTE)));
    all.put(
        "message.not_counted",
        rated(
            0,
            rates ->
                rates
                    .withCallsOfCaller(1, MINUTE)
                    .withRefusalInOutages()
                    .withLimiter(
                        (key, rate) -> {
                          throw new IllegalStateException("down");
                        })));
  }

  private static McpWire.Reply call(McpWire client) {
    return client.callTool("echo", argument());
  }

  /** A caller who may hold so much, and holds a part of it already. */
  private static Recipe held(
      Holding holding, long limit, long already, Function<McpWire, McpWire.Reply> request) {
    return traces -> {
      traces.secret(ARGUMENT);
      McpFixture server = traces.closing(limited(holding, limit, 10 * limit, traces::heardBy));
      McpWire client = traces.secret(server.initialized("alice"));
      if (already > 0) {
        traces.closing(server.endpoint.accounts().take(caller(server, "alice"), holding, already));
      }
      return () -> request.apply(client).status();
    };
  }

  /** Others hold all that there is. */
  private static Recipe full() {
    return traces -> {
      traces.secret(ARGUMENT);
      McpFixture server = traces.closing(limited(Holding.CALLS, 1, 1, traces::heardBy));
      McpWire client = traces.secret(server.initialized("alice"));
      traces.closing(server.endpoint.accounts().take(caller(server, "bob"), Holding.CALLS, 1));
      return () -> call(client).status();
    };
  }

  /** After this many calls. */
  private static Recipe rated(int before, UnaryOperator<RateSettings> rates) {
    return traces -> {
      traces.secret(ARGUMENT);
      McpFixture server =
          traces.closing(
              McpFixture.heardBy(traces, settings -> settings, config -> config.rates(rates)));
      McpWire client = traces.secret(server.initialized("alice"));
      for (int i = 0; i < before; i++) {
        call(client);
      }
      return () -> call(client).status();
    };
  }

  private static Recipe subscriptions() {
    return traces -> {
      McpFixture server = traces.closing(MessageRecipes.heardBy(traces, settings -> settings));
      McpWire client =
          traces.secret(
              server
                  .client(server.token("alice").scope(McpFixture.SCOPES + " diary:read"))
                  .initialize());
      for (int i = 0; i < 256; i++) {
        subscribe(client, "diary://" + i);
      }
      return () -> subscribe(client, "diary://" + ARGUMENT).status();
    };
  }

  private static McpWire.Reply subscribe(McpWire client, String uri) {
    return client.ask("resources/subscribe", "{\"uri\":\"" + uri + "\"}");
  }

  private static McpFixture limited(
      Holding holding, long ofCaller, long ofAll, UnaryOperator<McpSecurityConfigBuilder> heard) {
    return McpFixture.secured(
        config -> heard.apply(config.callers(callers -> callers.with(holding, ofCaller, ofAll))));
  }

  private static CallerKey caller(McpFixture server, String subject) {
    return new CallerKey(server.issuer.issuer(), subject, "test-client");
  }
}
