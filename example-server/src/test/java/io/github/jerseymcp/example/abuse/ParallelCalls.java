package io.github.jerseymcp.example.abuse;

/**
 * 64 calls of one tool at once, all of which are read.
 *
 * @param name what is done
 * @param user who calls
 * @param tool the tool
 * @param arguments its arguments
 */
record ParallelCalls(String name, String user, String tool, String arguments) implements Attack {

  private static final int CALLS = 64;

  /** Calls each of which answers 4 MB. */
  static ParallelCalls ofLargeAnswers() {
    return new ParallelCalls(
        "64 parallel calls that answer 4 MB each", "large", "large", "{\"bytes\":4000000}");
  }

  /** Calls each of which takes about as long as the attack. */
  static ParallelCalls ofLongDuration() {
    return new ParallelCalls(
        "64 parallel calls that take 4 s each", "patient", "slow", "{\"millis\":4000}");
  }

  @Override
  public void begin(Target target, Crowd crowd) {
    String token = target.token(user, StatelessEndpoint.PATH).sign();
    crowd.each(
        CALLS,
        member ->
            crowd.ask(
                target.post(StatelessEndpoint.PATH, token).body(Target.call(1, tool, arguments))));
  }
}
