package io.github.jerseymcp.example.abuse;

import java.time.Duration;

/**
 * Two callers with 32 streams each, which they never read.
 *
 * @param name what is done
 * @param listens whether the streams are of listeners, who are told of changes; else of calls
 */
record UnreadModernStreams(String name, boolean listens) implements ModernAttack {

  private static final int OF_CALLER = 32;
  private static final int RECEIVE_BUFFER = 4_096;
  private static final Duration HOLD = Duration.ofSeconds(5);

  /** Listeners who are told of changes, many a second. */
  static UnreadModernStreams ofListeners() {
    return new UnreadModernStreams(
        "2026-07-28: 2 callers, 32 listeners each, never read, and changes", true);
  }

  /** Calls that tell how far they are. */
  static UnreadModernStreams ofCalls() {
    return new UnreadModernStreams(
        "2026-07-28: 2 callers, 32 calls with much progress each, never read", false);
  }

  @Override
  public void begin(Target target, Crowd crowd) {
    for (String user : new String[] {"dozer-1", "dozer-2"}) {
      String token = target.token(user, SessionEndpoint.PATH).sign();
      crowd.each(
          OF_CALLER,
          member -> {
            Wire wire = crowd.open(RECEIVE_BUFFER);
            try {
              int status = wire.send(request(target, token)).status();
              crowd.count(Integer.toString(status));
              crowd.pause(status == 200 ? HOLD : Duration.ofMillis(100));
            } finally {
              crowd.drop(wire);
            }
          });
    }
    if (listens) {
      String token = target.token("changer", SessionEndpoint.PATH).sign();
      crowd.each(
          2,
          member -> {
            crowd.ask(
                target.modernCall(SessionEndpoint.PATH, token, "change", "{\"count\":100}", ""));
            crowd.pause(Duration.ofMillis(20));
          });
    }
  }

  private Request request(Target target, String token) {
    return listens
        ? listen(target, token)
        : target.modernCall(
            SessionEndpoint.PATH, token, "events", "{\"count\":5000,\"bytes\":20000}", "");
  }

  /** Asks to be told when the tools change. */
  static Request listen(Target target, String token) {
    return target.modern(
        SessionEndpoint.PATH,
        token,
        "subscriptions/listen",
        "",
        "\"notifications\":{\"toolsListChanged\":true}");
  }
}
