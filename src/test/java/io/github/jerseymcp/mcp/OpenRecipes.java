package io.github.jerseymcp.mcp;

import io.github.jerseymcp.account.Holding;
import io.github.jerseymcp.config.AnonymousSettings;
import io.github.jerseymcp.provoked.Recipe;
import io.github.jerseymcp.provoked.Traces;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Requests without credentials that are refused since their network has too much. */
final class OpenRecipes {

  private static final long LESS_THAN_A_BODY_TAKES = 50_000;

  private OpenRecipes() {}

  static void addTo(Map<String, Recipe> all) {
    all.put(
        "message.too_many_anonymous",
        call(anonymous -> anonymous.withRequestsOfNetwork(2, Duration.ofHours(1))));
    all.put(
        "request.anonymous_at_limit",
        begin(
            anonymous ->
                anonymous.withLimits(
                    limits ->
                        limits.with(Holding.REQUEST_BYTES, LESS_THAN_A_BODY_TAKES, 1024 * 1024))));
  }

  /** A session is begun, which takes two requests; then a tool is called. */
  private static Recipe call(UnaryOperator<AnonymousSettings> settings) {
    return traces -> {
      McpWire nobody = server(traces, settings).nobody().initialize();
      return () -> nobody.callTool("search", "{}").status();
    };
  }

  private static Recipe begin(UnaryOperator<AnonymousSettings> settings) {
    return traces -> {
      OpenServer server = server(traces, settings);
      return () -> server.nobody().post(McpWire.initialization("2025-11-25")).status();
    };
  }

  private static OpenServer server(Traces traces, UnaryOperator<AnonymousSettings> settings) {
    return traces.closing(OpenServer.secured(config -> traces.heardBy(config).anonymous(settings)));
  }
}
