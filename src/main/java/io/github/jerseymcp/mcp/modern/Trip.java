package io.github.jerseymcp.mcp.modern;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request whose state is opened.
 *
 * @param parameters as the server is to read them
 * @param stage how far the question of the endpoint, if it has one, has come
 */
record Trip(Map<String, Object> parameters, Stage stage) {

  private static final String RESPONSES = "inputResponses";

  /** What the state of a request says of the endpoint's own question. */
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

    /** The state to seal, which says the stage before what is the server's. */
    String before(String state) {
      return mark + state;
    }

    static Stage of(String state) {
      for (Stage stage : values()) {
        if (state.charAt(0) == stage.mark) {
          return stage;
        }
      }
      throw new IllegalStateException("A sealed state says no stage");
    }
  }

  /** The answer to a question, if there is one. */
  Optional<Object> response(String question) {
    return parameters.get(RESPONSES) instanceof Map<?, ?> responses
        ? Optional.ofNullable(responses.get(question))
        : Optional.empty();
  }

  /** The same once the user has agreed: the server reads nothing of the question. */
  Trip agreed(String question) {
    Map<String, Object> rest = new HashMap<>(parameters);
    rest.remove(RoundTrips.STATE);
    if (rest.remove(RESPONSES) instanceof Map<?, ?> responses) {
      Map<Object, @Nullable Object> others = new HashMap<>(responses);
      others.remove(question);
      if (!others.isEmpty()) {
        rest.put(RESPONSES, others);
      }
    }
    return new Trip(rest, Stage.AGREED);
  }
}
