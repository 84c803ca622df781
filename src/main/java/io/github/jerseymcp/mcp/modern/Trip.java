package io.github.jerseymcp.mcp.modern;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A request whose state is opened.
 *
 * @param parameters as the server is to read them
 * @param progress how far its questions have come
 */
record Trip(Map<String, Object> parameters, TripProgress progress) {

  static final String STATE = "requestState";
  static final String RESPONSES = "inputResponses";

  /** One that brings no state back; answers it may bring all the same. */
  static Trip first(Map<String, Object> parameters) {
    return new Trip(parameters, TripProgress.FIRST);
  }

  /** One that brings back this state, which was sealed. */
  static Trip back(Map<String, Object> parameters, String sealed) {
    TripProgress progress = TripProgress.of(sealed);
    Map<String, Object> opened = new HashMap<>(parameters);
    progress
        .stateOf(sealed)
        .ifPresentOrElse(state -> opened.put(STATE, state), () -> opened.remove(STATE));
    return new Trip(opened, progress);
  }

  /** The answer to a question, if there is one. */
  Optional<Object> response(String question) {
    return parameters.get(RESPONSES) instanceof Map<?, ?> responses
        ? Optional.ofNullable(responses.get(question))
        : Optional.empty();
  }

  /** The same once the user has agreed: the server has asked nothing yet. */
  Trip agreed() {
    Map<String, Object> rest = new HashMap<>(parameters);
    rest.remove(STATE);
    rest.remove(RESPONSES);
    return new Trip(rest, progress.agreed());
  }
}
