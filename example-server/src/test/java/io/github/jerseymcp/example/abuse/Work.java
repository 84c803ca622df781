package io.github.jerseymcp.example.abuse;

/** What somebody does who behaves well, ten times a second. */
@FunctionalInterface
interface Work {

  /** Does it once. Anything that is thrown is a refusal. */
  void once() throws Exception;
}
