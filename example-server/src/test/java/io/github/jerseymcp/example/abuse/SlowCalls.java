package io.github.jerseymcp.example.abuse;

/** 64 calls at once, each of which takes as long as the attack. */
final class SlowCalls implements Attack {

  private static final int CALLS = 64;

  @Override
  public String name() {
    return "64 parallel calls that take 8 s each";
  }

  @Override
  public void begin(Target target, Crowd crowd) {
    String token = target.token("patient", StatelessEndpoint.PATH).sign();
    crowd.each(
        CALLS,
        member ->
            crowd.ask(
                target
                    .post(StatelessEndpoint.PATH, token)
                    .body(Target.call(1, "slow", "{\"millis\":8000}"))));
  }
}
