package io.github.jerseymcp.token;

import com.nimbusds.jose.jwk.JWKSet;
import io.github.jerseymcp.jose.SignatureAlgorithm;
import io.github.jerseymcp.jose.VerificationKey;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The keys of one issuer. Thread-safe. */
abstract class IssuerKeys implements ObservedKeys {

  private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);

  private final String issuer;
  private volatile @Nullable KeySet ready;
  private volatile String told = "";

  IssuerKeys(String issuer) {
    this.issuer = issuer;
  }

  /**
   * All keys that verify at present.
   *
   * @throws KeysUnavailableException if there are none to choose from
   */
  abstract KeySet current();

  /**
   * The keys that may have signed a token: none if the issuer has no such key.
   *
   * @throws KeysUnavailableException if there are no keys to choose from
   */
  abstract List<VerificationKey> candidates(SignatureAlgorithm algorithm, Optional<String> keyId);

  /** How long the document was that they are from, in bytes; 0 if there is none. */
  int documentBytes() {
    return 0;
  }

  /** Makes keys ready, once for each set object. */
  @SuppressWarnings("ReferenceEquality") // Comparing contents would cost as much as it saves.
  final KeySet ready(JWKSet set) {
    KeySet current = ready;
    if (current == null || current.origin() != set) {
      current = new KeySet(set);
      tell(current.remark());
      ready = current;
    }
    return current;
  }

  /** Once for each thing that there is to say, and not at each renewal. */
  private void tell(String remark) {
    if (!remark.equals(told)) {
      told = remark;
      if (!remark.isEmpty()) {
        LOG.warn("The keys of issuer {}: {}", issuer, remark);
      }
    }
  }
}
