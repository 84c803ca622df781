package io.github.jerseymcp.example.abuse;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Questions that are begun and never finished: each answer leads to the next one. */
final class HalfQuestions implements ModernAttack {

  private static final Pattern STATE = Pattern.compile("\"requestState\":\"([^\"]+)\"");

  @Override
  public String name() {
    return "2026-07-28: questions begun and never finished";
  }

  @Override
  public void begin(Target target, Crowd crowd) {
    String token = target.token("undecided", SessionEndpoint.PATH).sign();
    crowd.each(
        16,
        member -> {
          String state = ask(target, crowd, token, "");
          for (int round = 0; round < 8 && !state.isEmpty() && !crowd.isOver(); round++) {
            String last = state;
            state = ask(target, crowd, token, "\"requestState\":\"" + last + "\"");
            // The same once more, which is refused.
            ask(target, crowd, token, "\"requestState\":\"" + last + "\"");
          }
        });
  }

  /** The state to go on with, or nothing. */
  private static String ask(Target target, Crowd crowd, String token, String members)
      throws IOException {
    Wire wire = crowd.open();
    try {
      Request request = target.modernCall(SessionEndpoint.PATH, token, "ask", "{}", members);
      crowd.count(Integer.toString(wire.send(request).status()));
      Matcher state = STATE.matcher(wire.rest());
      return state.find() ? state.group(1) : "";
    } finally {
      crowd.drop(wire);
    }
  }
}
