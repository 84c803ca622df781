package io.github.jerseymcp.revocation;

/** How a node knows what the others have revoked. */
public enum RevocationState {
  /** There are no others. */
  LOCAL,
  /** It looked a short time ago. */
  READY,
  /** The last attempt to look, or to tell, failed; what is known counts. */
  BEHIND,
  /** It has not looked for too long, or never, and requests pass all the same. */
  STALE,
  /** The same, and requests are refused with 503. */
  REFUSING
}
