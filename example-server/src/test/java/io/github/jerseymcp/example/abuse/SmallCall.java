package io.github.jerseymcp.example.abuse;

import io.github.jerseymcp.testing.SigningKey;
import io.github.jerseymcp.testing.TestProof;
import java.io.IOException;
import java.time.Instant;
import java.util.function.Supplier;

/** A call of the example's {@code whoami}. */
final class SmallCall implements Work {

  private static final String PATH = "/mcp";

  private final Target target;
  private final Supplier<Request> call;

  private SmallCall(Target target, Supplier<Request> call) {
    this.target = target;
    this.call = call;
  }

  /** With a bearer token. */
  static SmallCall bearer(Target target) {
    String token = target.token("victim", PATH).sign();
    return new SmallCall(target, () -> whoami(target).field("Authorization", "Bearer " + token));
  }

  /** In MCP 2026-07-28. */
  static SmallCall modern(Target target) {
    String token = target.token("victim", PATH).sign();
    return new SmallCall(target, () -> target.modernCall(PATH, token, "whoami", "{}", ""));
  }

  /** With a token that is bound to a key, and a new proof each time. */
  static SmallCall bound(Target target) {
    SigningKey key = SigningKey.generate("ES256", "victim");
    String token = target.token("victim", PATH).boundToKey(TestProof.thumbprint(key)).sign();
    return new SmallCall(
        target,
        () ->
            whoami(target)
                .field("Authorization", "DPoP " + token)
                .field(
                    "DPoP",
                    TestProof.of(key, "POST", target.url(PATH), Instant.now())
                        .token(token)
                        .sign()));
  }

  @Override
  public void once() throws Exception {
    try (Wire wire = new Wire(target.port(), 0)) {
      int status = wire.send(call.get()).status();
      String answer = wire.rest();
      if (status != 200 || !answer.contains("victim")) {
        throw new IOException(status + " " + answer);
      }
    }
  }

  private static Request whoami(Target target) {
    return target.anonymous("POST", PATH).body(Target.call(1, "whoami", "{}"));
  }
}
