package io.github.jerseymcp.example;

/** What {@code --dpop} can be. */
public enum DpopMode {
  /** DPoP tokens are refused. */
  OFF,
  /** Bearer tokens and DPoP tokens are accepted. */
  OPTIONAL,
  /** Only DPoP tokens are accepted. */
  REQUIRED
}
