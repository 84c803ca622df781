package io.github.jerseymcp.example.abuse;

import java.time.Duration;

/** Listeners that come and go, fifty a second. */
final class ListenerChurn implements ModernAttack {

  @Override
  public String name() {
    return "2026-07-28: listeners that come and go 50 times a second";
  }

  @Override
  public void begin(Target target, Crowd crowd) {
    String token = target.token("restless", SessionEndpoint.PATH).sign();
    crowd.each(
        5,
        member -> {
          Wire wire = crowd.open();
          try {
            Request listen = UnreadModernStreams.listen(target, token);
            crowd.count(Integer.toString(wire.send(listen).status()));
            if (member % 2 == 0) {
              wire.line();
            }
          } finally {
            crowd.drop(wire);
          }
          crowd.pause(Duration.ofMillis(100));
        });
  }
}
