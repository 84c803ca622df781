package io.github.jerseymcp.example.abuse;

import io.github.jerseymcp.example.abuse.Target.Session;
import java.time.Duration;

/** 96 event streams of three callers, with events of 512 KiB that nobody reads. */
final class UnreadBigEvents implements Attack {

  private static final int OF_CALLER = 32;
  private static final Duration HOLD = Duration.ofSeconds(5);

  @Override
  public String name() {
    return "L-04: 96 event streams of 512 KiB events, never read";
  }

  @Override
  public void begin(Target target, Crowd crowd) throws Exception {
    for (String user : new String[] {"big-1", "big-2", "big-3"}) {
      String token = target.token(user, SessionEndpoint.PATH).sign();
      Session session = target.begin(token);
      Numbers ids = new Numbers();
      crowd.each(
          OF_CALLER,
          member -> {
            String call = Target.call(ids.next(), "events", "{\"count\":40,\"bytes\":524288}");
            Wire wire = crowd.open();
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
