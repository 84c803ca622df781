package io.github.jerseymcp.example.abuse;

import io.github.jerseymcp.example.abuse.Target.Session;
import java.time.Duration;

/** Two callers with 32 event streams each, which they never read. */
final class UnreadStreams implements Attack {

  private static final int OF_CALLER = 32;
  private static final int RECEIVE_BUFFER = 4_096;
  private static final Duration HOLD = Duration.ofSeconds(5);

  @Override
  public String name() {
    return "L-02: 2 callers, 32 event streams each, never read";
  }

  @Override
  public void begin(Target target, Crowd crowd) throws Exception {
    for (String user : new String[] {"sleeper-1", "sleeper-2"}) {
      String token = target.token(user, SessionEndpoint.PATH).sign();
      Session session = target.begin(token);
      Numbers ids = new Numbers();
      crowd.each(
          OF_CALLER,
          member -> {
            String call = Target.call(ids.next(), "events", "{\"count\":20000,\"bytes\":2000}");
            Wire wire = crowd.open(RECEIVE_BUFFER);
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
