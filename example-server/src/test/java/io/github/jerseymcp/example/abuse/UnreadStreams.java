package io.github.jerseymcp.example.abuse;

import io.github.jerseymcp.example.abuse.Target.Session;
import java.time.Duration;
import java.util.List;

/**
 * Some callers with 32 event streams each, which they never read.
 *
 * @param name what is done
 * @param users the callers
 * @param arguments how many events there are, and how large
 * @param receiveBuffer the receive buffer of a connection, or 0 for the usual one
 */
record UnreadStreams(String name, List<String> users, String arguments, int receiveBuffer)
    implements Attack {

  private static final int OF_CALLER = 32;
  private static final Duration HOLD = Duration.ofSeconds(5);

  /** Streams of many small events. */
  static UnreadStreams ofSmallEvents() {
    return new UnreadStreams(
        "L-02: 2 callers, 32 event streams each, never read",
        List.of("sleeper-1", "sleeper-2"),
        "{\"count\":20000,\"bytes\":2000}",
        4_096);
  }

  /** Streams of events of 512 KiB. */
  static UnreadStreams ofLargeEvents() {
    return new UnreadStreams(
        "L-04: 96 event streams of 512 KiB events, never read",
        List.of("big-1", "big-2", "big-3"),
        "{\"count\":40,\"bytes\":524288}",
        0);
  }

  @Override
  public void begin(Target target, Crowd crowd) throws Exception {
    for (String user : users) {
      String token = target.token(user, SessionEndpoint.PATH).sign();
      Session session = target.begin(token);
      Numbers ids = new Numbers();
      crowd.each(
          OF_CALLER,
          member -> {
            String call = Target.call(ids.next(), "events", arguments);
            Wire wire = crowd.open(receiveBuffer);
            try {
              crowd.count(
                  Integer.toString(wire.send(target.post(token, session).body(call)).status()));
              crowd.pause(HOLD);
            } finally {
              crowd.drop(wire);
            }
          });
    }
  }
}
