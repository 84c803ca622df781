package io.github.jerseymcp.example.abuse;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Bodies that are small on the wire and large, deep or slow for a parser. */
final class StrangeJson implements Attack {

  private static final int SIZE = 4_000_000;
  private static final int MEMBERS = 200_000;

  @Override
  public String name() {
    return "deep and wide JSON, long numbers, 200,000 members";
  }

  @Override
  public void begin(Target target, Crowd crowd) {
    List<String> arguments =
        List.of(
            "[".repeat(SIZE),
            "{\"a\":".repeat(SIZE / 5),
            "{\"a\":" + "1".repeat(SIZE) + "}",
            "{\"a\":1e" + "9".repeat(SIZE) + "}",
            "{\"a\":\"" + "\\u0041".repeat(SIZE / 6) + "\"}",
            IntStream.range(0, MEMBERS)
                .mapToObj(i -> "\"k" + i + "\":{}")
                .collect(Collectors.joining(",", "{", "}")));
    String token = target.token("strange", StatelessEndpoint.PATH).sign();
    crowd.each(
        arguments.size(),
        member ->
            crowd.ask(
                target
                    .post(StatelessEndpoint.PATH, token)
                    .body(Target.call(1, "large", arguments.get(member)))));
  }
}
