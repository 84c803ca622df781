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

  /** One that brings nothing back. Who was not asked has nothing to answer. */
  static Trip first(Map<String, Object> parameters) {
    return new Trip(without(parameters), TripProgress.FIRST);
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
    return new Trip(without(parameters), progress.agreed());
  }

  private static Map<String, Object> without(Map<String, Object> parameters) {
    Map<String, Object> rest = new HashMap<>(parameters);
    rest.remove(STATE);
    rest.remove(RESPONSES);
    return rest;
  }
}
