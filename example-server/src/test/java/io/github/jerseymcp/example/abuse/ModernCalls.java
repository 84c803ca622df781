package io.github.jerseymcp.example.abuse;

/** One caller asks what is spoken, lists and calls, at full speed. */
final class ModernCalls implements ModernAttack {

  private static final String PATH = "/mcp";

  @Override
  public String name() {
    return "2026-07-28: discovery, lists and calls at full speed";
  }

  @Override
  public void begin(Target target, Crowd crowd) {
    String token = target.token("hasty", PATH).sign();
    crowd.each(
        24,
        member ->
            crowd.ask(
                switch (member % 3) {
                  case 0 -> target.modern(PATH, token, "server/discover", "", "");
                  case 1 -> target.modern(PATH, token, "tools/list", "", "");
                  default -> target.modernCall(PATH, token, "whoami", "{}", "");
                }));
  }
}
