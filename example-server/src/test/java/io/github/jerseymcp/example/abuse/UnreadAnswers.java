package io.github.jerseymcp.example.abuse;

import java.time.Duration;

/**
 * 200 connections of two callers, with answers of 2 MB that nobody reads. They were of 10 MB where
 * a server of 1.2 GB ran out of memory; what a tool makes before it answers is for no library to
 * bound.
 */
final class UnreadAnswers implements Attack {

  private static final int OF_CALLER = 100;
  private static final int RECEIVE_BUFFER = 4_096;
  private static final Duration HOLD = Duration.ofSeconds(5);

  @Override
  public String name() {
    return "L-05: 200 answers of 2 MB, never read";
  }

  @Override
  public void begin(Target target, Crowd crowd) {
    for (String user : new String[] {"heap-1", "heap-2"}) {
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
                      .body(Target.call(1, "large", "{\"bytes\":2000000}"));
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
