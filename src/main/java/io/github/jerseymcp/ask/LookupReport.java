package io.github.jerseymcp.ask;

/** Is told how questions end. Must be thread-safe. */
public interface LookupReport {

  /** There was an answer. */
  void answered(boolean isKnown);

  /**
   * There was none.
   *
   * @param why in words that hold nothing of the question
   */
  void failed(String why);

  /** A question was not asked, since strangers ask too much. */
  void limited();
}
