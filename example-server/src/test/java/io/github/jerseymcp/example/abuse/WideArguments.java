package io.github.jerseymcp.example.abuse;

/** Three calls at once whose arguments are 1.39 million empty objects in 4.17 MB. */
final class WideArguments implements Attack {

  private static final int OBJECTS = 1_390_000;

  @Override
  public String name() {
    return "L-01: 3 calls with 1.39 M empty objects";
  }

  @Override
  public void begin(Target target, Crowd crowd) {
    byte[] body =
        Target.call(1, "large", "{\"a\":[" + "{},".repeat(OBJECTS) + "{}]}")
            .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    String token = target.token("wide", StatelessEndpoint.PATH).sign();
    crowd.each(3, member -> crowd.ask(target.post(StatelessEndpoint.PATH, token).body(body)));
  }
}
