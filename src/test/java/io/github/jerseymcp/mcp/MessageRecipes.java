package io.github.jerseymcp.mcp;

import io.github.jerseymcp.provoked.Recipe;
import io.github.jerseymcp.provoked.Traces;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;

/** Messages that an MCP endpoint refuses for what they are. */
public final class MessageRecipes {

  /** What a client asks for, and nobody may find again. */
  static final String ARGUMENT = "Argument7c1f";

  private static final String VERSION = "MCP-Protocol-Version";
  private static final String SESSION = "Mcp-Session-Id";

  private MessageRecipes() {}

  /** Recipes by the code of their cause. */
  public static Map<String, Recipe> all() {
    Map<String, Recipe> all = new LinkedHashMap<>();
    forms(all);
    headers(all);
    operations(all);
    LimitRecipes.addTo(all);
    OpenRecipes.addTo(all);
    EndRecipes.addTo(all);
    return all;
  }

  private static void forms(Map<String, Recipe> all) {
    all.put("message.parse", message(client -> client.post("{\"a\":\"" + ARGUMENT)));
    all.put("message.invalid_request", message(client -> client.post("[\"" + ARGUMENT + "\"]")));
    all.put(
        "message.not_acceptable",
        message(client -> client.with("Accept", "text/plain").ask("ping", argument())));
    all.put(
        "message.already_initialized",
        message(client -> client.post(McpWire.initialization("2025-11-25"))));
    all.put(
        "message.reused_id",
        traces -> {
          McpFixture server = traces.closing(heardBy(traces, settings -> settings));
          McpWire client = traces.secret(server.initialized("alice"));
          client.post(McpWire.request(1_000, "ping", "{}"));
          return () -> client.post(McpWire.request(1_000, "ping", "{}")).status();
        });
  }

  private static void headers(Map<String, Recipe> all) {
    all.put(
        "message.unsupported_version",
        message(client -> client.with(VERSION, "2099-01-01").ask("ping", argument())));
    all.put(
        "message.version_mismatch",
        message(client -> client.with(VERSION, "2025-06-18").ask("ping", argument())));
    all.put(
        "message.header_mismatch",
        message(client -> client.with("Mcp-Name", ARGUMENT).callTool("echo", "{}")));
    all.put(
        "message.session_required",
        message(client -> client.without(SESSION).ask("ping", argument())));
    all.put(
        "message.session_not_found",
        message(client -> client.with(SESSION, ARGUMENT).ask("ping", argument())));
    all.put(
        "message.not_resumable",
        message(client -> client.with("Last-Event-ID", ARGUMENT).send("GET")));
  }

  private static void operations(Map<String, Recipe> all) {
    all.put(
        "message.method_not_found", message(client -> client.ask("no/" + ARGUMENT, argument())));
    all.put(
        "message.invalid_params", message(client -> client.callTool("no-" + ARGUMENT, argument())));
    all.put(
        "message.unknown_cursor",
        message(client -> client.ask("tools/list", "{\"cursor\":\"" + ARGUMENT + "\"}")));
    all.put(
        "message.resource_not_found",
        message(client -> client.ask("resources/read", "{\"uri\":\"no://" + ARGUMENT + "\"}")));
    all.put(
        "message.not_allowed",
        message(
            McpTransportSettings.Builder::denyUnlistedOperations,
            client -> client.ask("resources/templates/list", argument()).status()));
    all.put(
        "message.too_costly",
        message(
            settings -> settings.maximumValues(50),
            client ->
                client
                    .ask("ping", "{\"x\":[\"" + ARGUMENT + "\"" + ",1".repeat(60) + "]}")
                    .status()));
  }

  static String argument() {
    return "{\"text\":\"" + ARGUMENT + "\"}";
  }

  static McpFixture heardBy(Traces traces, UnaryOperator<McpTransportSettings.Builder> settings) {
    traces.secret(ARGUMENT);
    return McpFixture.heardBy(traces, settings);
  }

  private static Recipe message(Function<McpWire, McpWire.Reply> request) {
    return message(settings -> settings, client -> request.apply(client).status());
  }

  private static Recipe message(
      UnaryOperator<McpTransportSettings.Builder> settings, ToIntFunction<McpWire> request) {
    return traces -> {
      McpFixture server = traces.closing(heardBy(traces, settings));
      McpWire client = traces.secret(server.initialized("alice"));
      return () -> request.applyAsInt(client);
    };
  }
}
