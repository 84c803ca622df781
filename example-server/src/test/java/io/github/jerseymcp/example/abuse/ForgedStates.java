package io.github.jerseymcp.example.abuse;

import java.util.Base64;
import java.util.concurrent.ThreadLocalRandom;

/** Long states that nobody was given, to be opened for nothing. */
final class ForgedStates implements ModernAttack {

  private static final int BYTES = 100_000;

  @Override
  public String name() {
    return "2026-07-28: forged states of 130 kB at full speed";
  }

  @Override
  public void begin(Target target, Crowd crowd) {
    String token = target.token("forger", SessionEndpoint.PATH).sign();
    crowd.each(
        16,
        member -> {
          byte[] state = new byte[BYTES];
          ThreadLocalRandom.current().nextBytes(state);
          String encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(state);
          crowd.ask(
              target.modernCall(
                  SessionEndpoint.PATH,
                  token,
                  "ask",
                  "{}",
                  "\"requestState\":\"" + encoded + "\""));
        });
  }
}
