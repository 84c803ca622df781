package io.github.jerseymcp.mcp;

import io.github.jerseymcp.account.Holding;
import io.github.jerseymcp.config.AnonymousSettings;
import io.github.jerseymcp.provoked.Recipe;
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
        begin(1, anonymous -> anonymous.withRequestsOfNetwork(1, Duration.ofHours(1))));
    all.put(
        "request.anonymous_at_limit",
        begin(
            0,
            anonymous ->
                anonymous.withLimits(
                    limits ->
                        limits.with(Holding.REQUEST_BYTES, LESS_THAN_A_BODY_TAKES, 1024 * 1024))));
  }

  private static Recipe begin(int before, UnaryOperator<AnonymousSettings> settings) {
    return traces -> {
      OpenServer server =
          traces.closing(OpenServer.secured(config -> traces.heardBy(config).anonymous(settings)));
      for (int i = 0; i < before; i++) {
        server.nobody().post(McpWire.initialization("2025-11-25"));
      }
      return () -> server.nobody().post(McpWire.initialization("2025-11-25")).status();
    };
  }
}
