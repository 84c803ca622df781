package io.github.jerseymcp.example.abuse;

/** Strangers who send header fields of 1 MiB. */
final class HugeHeaders implements Attack {

  private static final String VALUE = "x".repeat(1024 * 1024);

  @Override
  public String name() {
    return "headers of 1 MiB at full speed";
  }

  @Override
  public void begin(Target target, Crowd crowd) {
    crowd.each(
        8,
        member ->
            crowd.ask(
                target
                    .anonymous("POST", "/mcp")
                    .field(member % 2 == 0 ? "X-Large" : "Authorization", VALUE)
                    .body("{}")));
  }
}
