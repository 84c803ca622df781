package io.github.jerseymcp.example.abuse;

import io.github.jerseymcp.testing.SigningKey;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Strangers whose tokens name keys that do not exist, while the issuer answers at once or late. */
final class UnknownKeys implements Attack {

  private static final int STRANGERS = 32;

  private final Duration delay;

  UnknownKeys(Duration delay) {
    this.delay = delay;
  }

  @Override
  public String name() {
    return delay.isZero()
        ? "tokens of unknown keys at full speed"
        : "L-07: tokens of unknown keys, keys take " + delay.toSeconds() + " s";
  }

  @Override
  public void begin(Target target, Crowd crowd) {
    if (!delay.isZero()) {
      String keys = keys(target);
      target
          .issuer()
          .answerKeys(
              exchange -> {
                sleep();
                io.github.jerseymcp.testing.TestIssuer.status(200, keys).to(exchange);
              });
    }
    crowd.each(
        delay.isZero() ? 8 : STRANGERS,
        member -> {
          SigningKey unknown =
              SigningKey.of("ES256", "unknown-" + System.nanoTime(), target.issuer().key().pair());
          String token = target.token("stranger", "/mcp").signedBy(unknown).sign();
          crowd.ask(target.post("/mcp", token).body(Target.call(1, "whoami", "{}")));
        });
  }

  @Override
  public void afterwards(Target target) {
    target.issuer().answerKeys(null);
  }

  private static String keys(Target target) {
    return new com.nimbusds.jose.jwk.JWKSet(target.issuer().key().publicJwk()).toString();
  }

  private void sleep() {
    try {
      TimeUnit.MILLISECONDS.sleep(delay.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
