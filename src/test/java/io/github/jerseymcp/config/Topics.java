package io.github.jerseymcp.config;

import io.github.jerseymcp.account.CallerLimits;
import io.github.jerseymcp.dpop.ProofSettings;
import io.github.jerseymcp.token.KeySettings;
import io.github.jerseymcp.token.TokenSettings;
import java.util.Map;

/** The values that methods of the builder change. */
final class Topics {

  private static final Map<String, Class<?>> TYPES =
      Map.of(
          "", McpSecurityConfigBuilder.class,
          "edge", EdgeSettings.class,
          "tokens", TokenSettings.class,
          "keys", KeySettings.class,
          "dpop", DpopSettings.class,
          "proofs", ProofSettings.class,
          "scopes", ScopeSettings.class,
          "challenges", ChallengeSettings.class,
          "documents", DocumentSettings.class,
          "callers", CallerLimits.class);

  private Topics() {}

  static Class<?> of(String topic) {
    return TYPES.get(topic);
  }
}
