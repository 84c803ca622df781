package io.github.jerseymcp.example.abuse;

import java.io.IOException;
import java.util.List;

/** Calls whose parameters have the wrong shape, after which the caller's next call must work. */
final class WrongArguments implements Attack {

  private static final List<String> PARAMETERS =
      List.of(
          "{\"name\":\"slow\",\"arguments\":\"x\"}",
          "{\"name\":\"slow\",\"arguments\":[1]}",
          "{\"name\":\"slow\",\"_meta\":1}",
          "{\"name\":{}}");

  @Override
  public String name() {
    return "L-11: calls with arguments of the wrong shape";
  }

  @Override
  public void begin(Target target, Crowd crowd) {
    String token = token(target);
    crowd.each(
        8,
        member ->
            crowd.ask(
                target
                    .post(StatelessEndpoint.PATH, token)
                    .field("Accept", "application/json")
                    .body(
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":"
                            + PARAMETERS.get(member % PARAMETERS.size())
                            + "}")));
  }

  @Override
  public void afterwards(Target target) throws Exception {
    Request call =
        target
            .post(StatelessEndpoint.PATH, token(target))
            .body(Target.call(1, "slow", "{\"millis\":1}"));
    try (Wire wire = new Wire(target.port(), 0)) {
      int status = wire.send(call).status();
      if (status != 200) {
        throw new IOException("The caller's places were not given back: " + status);
      }
    }
  }

  private static String token(Target target) {
    return target.token("wrong", StatelessEndpoint.PATH).sign();
  }
}
