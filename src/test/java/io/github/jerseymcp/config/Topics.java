package io.github.jerseymcp.config;

import io.github.jerseymcp.account.CallerLimits;
import io.github.jerseymcp.dpop.ProofSettings;
import io.github.jerseymcp.tenant.ResolverSettings;
import io.github.jerseymcp.token.KeySettings;
import io.github.jerseymcp.token.TokenSettings;
import java.util.Map;

/** The values that methods of the builder change. */
final class Topics {

  private static final Map<String, Class<?>> TYPES =
      Map.ofEntries(
          Map.entry("", McpSecurityConfigBuilder.class),
          Map.entry("edge", EdgeSettings.class),
          Map.entry("tokens", TokenSettings.class),
          Map.entry("keys", KeySettings.class),
          Map.entry("dpop", DpopSettings.class),
          Map.entry("proofs", ProofSettings.class),
          Map.entry("scopes", ScopeSettings.class),
          Map.entry("challenges", ChallengeSettings.class),
          Map.entry("events", EventSettings.class),
          Map.entry("documents", DocumentSettings.class),
          Map.entry("callers", CallerLimits.class),
          Map.entry("anonymous", AnonymousSettings.class),
          Map.entry("resolver", ResolverSettings.class),
          Map.entry("logout", LogoutSettings.class),
          Map.entry("signatures", SignatureSettings.class),
          Map.entry("rates", RateSettings.class));

  private Topics() {}

  static Class<?> of(String topic) {
    return TYPES.get(topic);
  }
}
