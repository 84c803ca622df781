package io.github.jerseymcp.example.abuse;

import java.util.concurrent.atomic.AtomicInteger;

/** One caller that asks for 10,000 sessions; replicas of a service share their caller like this. */
final class ManySessions implements Attack {

  private static final int SESSIONS = 10_000;

  @Override
  public String name() {
    return "L-14: 10,000 sessions for one caller";
  }

  @Override
  public void begin(Target target, Crowd crowd) {
    String token = target.token("replica", SessionEndpoint.PATH).sign();
    AtomicInteger asked = new AtomicInteger();
    crowd.each(
        8,
        member -> {
          if (asked.incrementAndGet() <= SESSIONS) {
            crowd.ask(target.initialize(token));
          } else {
            crowd.pause(java.time.Duration.ofSeconds(1));
          }
        });
  }

  @Override
  public Work victim(Target target) throws Exception {
    return new ResumedCall(target);
  }
}
