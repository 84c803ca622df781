package io.github.jerseymcp.token;

import com.nimbusds.jose.jwk.JWKSet;
import io.github.jerseymcp.jose.SignatureAlgorithm;
import io.github.jerseymcp.jose.VerificationKey;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keys that the application supplies, asked for at each token. */
final class ApplicationKeys extends IssuerKeys {

  private static final Logger LOG = LoggerFactory.getLogger(ApplicationKeys.class);

  private final String issuer;
  private final Supplier<JWKSet> supplier;
  private final long retryAfter;
  private volatile boolean asked;
  private volatile boolean down;

  ApplicationKeys(String issuer, Supplier<JWKSet> supplier, long retryAfter) {
    super(issuer);
    this.issuer = issuer;
    this.supplier = supplier;
    this.retryAfter = retryAfter;
  }

  @Override
  List<VerificationKey> candidates(SignatureAlgorithm algorithm, Optional<String> keyId) {
    return current().candidates(algorithm, keyId);
  }

  @Override
  KeySet current() {
    JWKSet set = supplied();
    if (set == null) {
      if (!down) {
        down = true;
        LOG.warn("The application supplies no keys of issuer {}", issuer);
      }
      asked = true;
      throw new KeysUnavailableException(retryAfter);
    }
    asked = true;
    if (down) {
      down = false;
      LOG.info("The application supplies keys of issuer {} again", issuer);
    }
    return ready(set);
  }

  @Override
  public KeyState state() {
    if (!asked) {
      return KeyState.NOT_FETCHED;
    }
    return down ? KeyState.GONE : KeyState.PRESENT;
  }

  @Override
  public void renew() {
    try {
      current();
    } catch (KeysUnavailableException e) {
      // The state says so from now on.
    }
  }

  private @Nullable JWKSet supplied() {
    try {
      return supplier.get();
    } catch (RuntimeException e) {
      return null;
    }
  }
}
