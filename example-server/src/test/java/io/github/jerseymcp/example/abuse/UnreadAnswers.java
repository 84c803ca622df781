package io.github.jerseymcp.example.abuse;

import java.time.Duration;

/** 200 connections of four callers, with answers of 10 MB that nobody reads. */
final class UnreadAnswers implements Attack {

  private static final int OF_CALLER = 50;
  private static final int RECEIVE_BUFFER = 4_096;
  private static final Duration HOLD = Duration.ofSeconds(5);

  @Override
  public String name() {
    return "L-05: 200 answers of 10 MB, never read";
  }

  @Override
  public void begin(Target target, Crowd crowd) {
    for (String user : new String[] {"heap-1", "heap-2", "heap-3", "heap-4"}) {
      String token = target.token(user, StatelessEndpoint.PATH).sign();
      crowd.each(
          OF_CALLER,
          member -> {
            Wire wire = crowd.open(RECEIVE_BUFFER);
            try {
              Request request =
                  target
                      .post(StatelessEndpoint.PATH, token)
                      .field("Accept", "application/json")
                      .body(Target.call(1, "large", "{\"bytes\":10000000}"));
              int status = wire.send(request).status();
              crowd.count(Integer.toString(status));
              crowd.pause(status == 200 ? HOLD : Duration.ofMillis(100));
            } finally {
              crowd.drop(wire);
            }
          });
    }
  }
}
