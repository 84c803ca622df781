package io.github.jerseymcp.example.abuse;

import io.github.jerseymcp.testing.SigningKey;

/** Strangers who sign with a key of their own under the name of the real one. */
final class ForgedTokens implements Attack {

  @Override
  public String name() {
    return "forged tokens at full speed";
  }

  @Override
  public void begin(Target target, Crowd crowd) {
    SigningKey own = SigningKey.generate("ES256", target.issuer().key().keyId());
    crowd.each(
        8,
        member -> {
          String token = target.token("stranger", "/mcp").forgedBy(own).sign();
          crowd.ask(target.post("/mcp", token).body(Target.call(1, "whoami", "{}")));
        });
  }
}
