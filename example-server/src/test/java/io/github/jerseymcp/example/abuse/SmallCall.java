package io.github.jerseymcp.example.abuse;

import io.github.jerseymcp.testing.SigningKey;
import io.github.jerseymcp.testing.TestProof;
import java.io.IOException;
import java.time.Instant;

/** A call of the example's {@code whoami}, with a token that is bound to a key and a new proof. */
final class SmallCall implements Work {

  private static final String PATH = "/mcp";

  private final SigningKey key = SigningKey.generate("ES256", "victim");
  private final Target target;
  private final String token;

  SmallCall(Target target) {
    this.target = target;
    this.token = target.token("victim", PATH).boundToKey(TestProof.thumbprint(key)).sign();
  }

  @Override
  public void once() throws Exception {
    String proof = TestProof.of(key, "POST", target.url(PATH), Instant.now()).token(token).sign();
    Request request =
        target
            .anonymous("POST", PATH)
            .field("Authorization", "DPoP " + token)
            .field("DPoP", proof)
            .body(Target.call(1, "whoami", "{}"));
    try (Wire wire = new Wire(target.port(), 0)) {
      int status = wire.send(request).status();
      String answer = wire.rest();
      if (status != 200 || !answer.contains("victim")) {
        throw new IOException(status + " " + answer);
      }
    }
  }
}
