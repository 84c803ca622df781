package io.github.jerseymcp.token;

/** The tokens that are remembered as verified, for those who look after the server. Thread-safe. */
public interface ObservedTokens {

  /** How many there are, or nearly so. Waits for nobody, and tidies nothing. */
  long about();

  /** How often a token was looked for and found. */
  long hits();

  /** How often a token was looked for and not found. */
  long misses();
}
