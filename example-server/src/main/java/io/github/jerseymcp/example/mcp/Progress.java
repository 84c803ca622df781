package io.github.jerseymcp.example.mcp;

/** Tells a caller how far its request is, if it asked to be told. */
@FunctionalInterface
interface Progress {

  /** For callers who did not ask, or cannot be told. */
  Progress UNHEARD = (done, total) -> {};

  /** So much is done. */
  void report(int done, int total);
}
