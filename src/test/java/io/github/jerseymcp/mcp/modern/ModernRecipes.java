package io.github.jerseymcp.mcp.modern;

import io.github.jerseymcp.mcp.McpFixture;
import io.github.jerseymcp.provoked.Recipe;
import io.github.jerseymcp.replay.InMemoryReplayStore;
import io.github.jerseymcp.replay.ReplayStore;
import io.github.jerseymcp.replay.ReplayStoreUnavailableException;
import io.github.jerseymcp.testsupport.mcp.McpWire.Reply;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** Requests of MCP 2026-07-28 that are refused in its own terms. */
public final class ModernRecipes {

  private static final String ARGUMENT = "Argument7c1f";

  private ModernRecipes() {}

  /** Recipes by the code of their cause. */
  public static Map<String, Recipe> all() {
    return Map.of(
        "message.unknown_method",
        refused(client -> client.ask("no/" + ARGUMENT, "")),
        "message.unfit_params",
        refused(client -> client.call("unknown", "{'text':'" + ARGUMENT + "'}")),
        "message.unknown_resource",
        refused(
            client ->
                client
                    .mirroring("resources/read", "no://such")
                    .post(
                        ModernWire.request(
                            "resources/read", "'uri':'no://such','more':'" + ARGUMENT + "'"))),
        "message.mirror_mismatch",
        refused(
            client ->
                client
                    .mirroring("tools/list", ARGUMENT)
                    .with("Mcp-Method", ARGUMENT)
                    .post(ModernWire.request("tools/list", ""))),
        "message.unfit_state",
        refused(client -> answer(client, ARGUMENT)),
        "message.too_many_states",
        answered(() -> new InMemoryReplayStore(8, InstantSource.system())),
        "message.states_unknown",
        answered(
            () ->
                (key, end) -> {
                  throw new ReplayStoreUnavailableException(5);
                }),
        "message.unanswered",
        refused(ModernRecipes::askForEver),
        "message.missing_capability",
        refused(client -> client.call("sample", "{'text':'" + ARGUMENT + "'}")),
        "message.unknown_version",
        refused(
            client ->
                client
                    .mirroring("tools/list", "")
                    .with("MCP-Protocol-Version", "2099-01-01")
                    .post(
                        ModernWire.request("tools/list", "")
                            .replace(ModernWire.VERSION, "2099-01-01"))));
  }

  /** A question that is asked and answered again and again. */
  private static Recipe answered(Supplier<ReplayStore> used) {
    return traces -> {
      ReplayStore store = used.get();
      ModernServer server =
          traces.closing(
              ModernServer.beside(
                  McpFixture.heardBy(
                      traces,
                      settings -> settings.states(states -> states.withUsedStates(store)))));
      ModernWire client = server.client("alice");
      traces.secret(client.http());
      if (store instanceof InMemoryReplayStore) {
        answer(client, question(client));
      }
      return () -> answer(client, question(client)).status();
    };
  }

  /** As often as one request may ask, and once more. */
  private static Reply askForEver(ModernWire client) {
    String state = "";
    for (; ; ) {
      Reply reply =
          client
              .mirroring("resources/read", ModernProbe.ENDLESS)
              .post(
                  ModernWire.request(
                      "resources/read", "'uri':'" + ModernProbe.ENDLESS + "'" + state));
      if (!reply.body().contains("input_required")) {
        return reply;
      }
      state =
          ",'requestState':'"
              + reply.body().replaceAll(".*\"requestState\":\"([^\"]+)\".*", "$1")
              + "'";
    }
  }

  private static String question(ModernWire client) {
    return client.call("ask", "{}").body().replaceAll(".*\"requestState\":\"([^\"]+)\".*", "$1");
  }

  private static Reply answer(ModernWire client, String state) {
    return client
        .mirroring("tools/call", "ask")
        .post(
            ModernWire.request(
                "tools/call", "'name':'ask','arguments':{},'requestState':'" + state + "'"));
  }

  private static Recipe refused(Function<ModernWire, Reply> request) {
    return traces -> {
      traces.secret(ARGUMENT);
      ModernServer server =
          traces.closing(ModernServer.beside(McpFixture.heardBy(traces, settings -> settings)));
      ModernWire client = server.client("alice");
      traces.secret(client.http());
      return () -> request.apply(client).status();
    };
  }
}
