package io.github.jerseymcp.example;

import io.github.jerseymcp.DpopUse;

/** What {@code --dpop} can be. */
public enum DpopMode {
  /** DPoP tokens are refused. */
  OFF(DpopUse.OFF),
  /** Bearer tokens and DPoP tokens are accepted. */
  OPTIONAL(DpopUse.OPTIONAL),
  /** Only DPoP tokens are accepted. */
  REQUIRED(DpopUse.REQUIRED);

  private final DpopUse use;

  DpopMode(DpopUse use) {
    this.use = use;
  }

  /** The library's word for it. */
  DpopUse use() {
    return use;
  }
}
