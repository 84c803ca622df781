package io.github.jerseymcp.token;

/** What is known at a moment of the keys of an issuer. */
public enum KeyState {
  /** Nobody has asked for them yet. */
  NOT_FETCHED,
  /** They verify tokens, and the last fetch succeeded. */
  PRESENT,
  /** They verify tokens, but the last fetch failed. */
  OUTDATED,
  /** There are none that verify, and the last fetch failed. */
  GONE
}
