package io.github.jerseymcp.introspection;

/** How it goes with asking about the tokens of an issuer, for those who look after the server. */
public interface ObservedQuestions {

  /** What became of the last question. */
  enum State {
    /** Nobody has asked yet. */
    NOT_ASKED,
    /** Nobody has asked yet, and a probe does not either. */
    UNKNOWN,
    /** It was answered. */
    ANSWERED,
    /** It was not, and that is no fault of its token. */
    UNANSWERED,
    /** A verifier of the application does not come back from some questions, each on a thread. */
    HANGING
  }

  /** What is known. Costs nothing, and asks nothing. */
  State state();

  /**
   * Asks about a token that nobody has, on this thread, unless a question was answered in the last
   * minute. Does nothing where a verifier of the application is asked. Never throws because of the
   * answer.
   */
  void probe();

  /** How many answers are remembered about tokens that are active, or nearly so. */
  long remembered();
}
