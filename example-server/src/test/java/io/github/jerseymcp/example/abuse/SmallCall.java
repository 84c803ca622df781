package io.github.jerseymcp.example.abuse;

import io.github.jerseymcp.testing.SigningKey;
import io.github.jerseymcp.testing.TestProof;
import java.io.IOException;
import java.time.Instant;

/** A call of the example's {@code whoami}. */
final class SmallCall implements Work {

  private static final String PATH = "/mcp";

  private final Target target;
  private final Credentials credentials;

  private SmallCall(Target target, Credentials credentials) {
    this.target = target;
    this.credentials = credentials;
  }

  /** With a bearer token. */
  static SmallCall bearer(Target target) {
    String token = target.token("victim", PATH).sign();
    return new SmallCall(target, request -> request.field("Authorization", "Bearer " + token));
  }

  /** With a token that is bound to a key, and a new proof each time. */
  static SmallCall bound(Target target) {
    SigningKey key = SigningKey.generate("ES256", "victim");
    String token = target.token("victim", PATH).boundToKey(TestProof.thumbprint(key)).sign();
    return new SmallCall(
        target,
        request ->
            request
                .field("Authorization", "DPoP " + token)
                .field(
                    "DPoP",
                    TestProof.of(key, "POST", target.url(PATH), Instant.now())
                        .token(token)
                        .sign()));
  }

  @Override
  public void once() throws Exception {
    Request request =
        credentials.addTo(target.anonymous("POST", PATH)).body(Target.call(1, "whoami", "{}"));
    try (Wire wire = new Wire(target.port(), 0)) {
      int status = wire.send(request).status();
      String answer = wire.rest();
      if (status != 200 || !answer.contains("victim")) {
        throw new IOException(status + " " + answer);
      }
    }
  }

  private interface Credentials {

    Request addTo(Request request);
  }
}
