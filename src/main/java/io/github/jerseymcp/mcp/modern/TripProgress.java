package io.github.jerseymcp.mcp.modern;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far the questions about a request have come: sealed with the state of the server, before it.
 *
 * @param stage of the question that the endpoint itself asks, if it does
 * @param rounds how often the server has asked
 * @param stated whether the server gave a state of its own
 */
record TripProgress(Stage stage, int rounds, boolean stated) {

  static final TripProgress FIRST = new TripProgress(Stage.NEW, 0, false);

  private static final int ROUNDS = 1;
  private static final int STATED = 2;
  private static final int HEAD = 3;
  private static final char NONE = '0';

  /** What is known of the endpoint's own question. */
  enum Stage {
    /** Nobody was asked. */
    NEW('n'),
    /** The user was asked, and this request should bring the answer. */
    ASKED('a'),
    /** The user has agreed. */
    AGREED('y');

    private final char mark;

    Stage(char mark) {
      this.mark = mark;
    }
  }

  static TripProgress of(String sealed) {
    for (Stage stage : Stage.values()) {
      if (sealed.charAt(0) == stage.mark) {
        return new TripProgress(stage, sealed.charAt(ROUNDS) - NONE, sealed.charAt(STATED) == '=');
      }
    }
    throw new IllegalStateException("A sealed state says no stage");
  }

  /** The server's own part of what was sealed. */
  Optional<String> stateOf(String sealed) {
    return stated ? Optional.of(sealed.substring(HEAD)) : Optional.empty();
  }

  /** The endpoint asks. */
  TripProgress asked() {
    return new TripProgress(Stage.ASKED, 0, false);
  }

  TripProgress agreed() {
    return new TripProgress(Stage.AGREED, 0, false);
  }

  /** What is sealed when the server asks for the next time, with its state if it gives one. */
  String next(@Nullable Object state) {
    return new TripProgress(stage, rounds + 1, state instanceof String).before(state);
  }

  /** What is sealed when the endpoint asks. */
  String alone() {
    return before(null);
  }

  private String before(@Nullable Object state) {
    String head = "" + stage.mark + (char) (NONE + rounds) + (stated ? '=' : '-');
    return state instanceof String text ? head + text : head;
  }
}
