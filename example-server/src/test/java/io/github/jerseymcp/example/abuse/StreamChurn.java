package io.github.jerseymcp.example.abuse;

import io.github.jerseymcp.example.abuse.Target.Session;
import java.time.Duration;

/** Event streams that are opened and dropped, fifty a second. */
final class StreamChurn implements Attack {

  @Override
  public String name() {
    return "event streams opened and dropped 50 times a second";
  }

  @Override
  public void begin(Target target, Crowd crowd) throws Exception {
    String token = target.token("churn", SessionEndpoint.PATH).sign();
    Session session = target.begin(token);
    Numbers ids = new Numbers();
    crowd.each(
        5,
        member -> {
          Request request =
              member % 2 == 0
                  ? target.get(token, session)
                  : target
                      .post(token, session)
                      .body(Target.call(ids.next(), "events", "{\"count\":50,\"bytes\":1000}"));
          Wire wire = crowd.open();
          try {
            crowd.count(Integer.toString(wire.send(request).status()));
          } finally {
            crowd.drop(wire);
          }
          crowd.pause(Duration.ofMillis(100));
        });
  }
}
