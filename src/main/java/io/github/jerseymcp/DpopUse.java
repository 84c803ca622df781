package io.github.jerseymcp;

/**
 * Whether a protected resource accepts, or demands, tokens that are bound to a key by DPoP. Ordered
 * from lax to strict behind {@link #CONFIGURED}.
 */
public enum DpopUse {
  /** What the configuration says for all resources. */
  CONFIGURED,
  /** DPoP is not offered; a token that is bound to a key is refused. */
  OFF,
  /** Bearer tokens and bound tokens are accepted; a bound one needs its proof. */
  OPTIONAL,
  /** Only bound tokens with their proof are accepted. */
  REQUIRED
}
