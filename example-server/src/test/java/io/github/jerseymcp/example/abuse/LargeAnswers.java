package io.github.jerseymcp.example.abuse;

/** 64 calls at once, each of which answers 4 MB, and all is read. */
final class LargeAnswers implements Attack {

  private static final int CALLS = 64;

  @Override
  public String name() {
    return "64 parallel calls that answer 4 MB each";
  }

  @Override
  public void begin(Target target, Crowd crowd) {
    String token = target.token("large", StatelessEndpoint.PATH).sign();
    crowd.each(
        CALLS,
        member ->
            crowd.ask(
                target
                    .post(StatelessEndpoint.PATH, token)
                    .body(Target.call(1, "large", "{\"bytes\":4000000}"))));
  }
}
