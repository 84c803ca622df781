package io.github.jerseymcp.example.abuse;

import io.github.jerseymcp.testing.SigningKey;
import io.github.jerseymcp.testing.TestProof;
import java.time.Instant;

/** One client without any scope, whose proofs are from almost 300 s ahead, as fast as it can. */
final class FutureProofs implements Attack {

  private static final String PATH = "/mcp";
  private static final int SECONDS_AHEAD = 295;

  @Override
  public String name() {
    return "L-06: new proofs from 295 s ahead, at full speed";
  }

  @Override
  public void begin(Target target, Crowd crowd) {
    SigningKey key = SigningKey.generate("ES256", "future");
    String token =
        target.token("future", PATH).without("scope").boundToKey(TestProof.thumbprint(key)).sign();
    crowd.each(
        8,
        member -> {
          // Half of them within what clocks may differ by.
          int ahead = member % 2 == 0 ? SECONDS_AHEAD : 5;
          String proof =
              TestProof.of(key, "POST", target.url(PATH), Instant.now().plusSeconds(ahead))
                  .token(token)
                  .sign();
          crowd.ask(
              target
                  .anonymous("POST", PATH)
                  .field("Authorization", "DPoP " + token)
                  .field("DPoP", proof)
                  .body(Target.call(1, "whoami", "{}")));
        });
  }

  @Override
  public Work victim(Target target) {
    return SmallCall.bound(target);
  }
}
