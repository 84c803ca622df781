package io.github.jerseymcp.example.authorization;

import com.nimbusds.oauth2.sdk.dpop.verifiers.DPoPProofUse;
import com.nimbusds.oauth2.sdk.util.singleuse.AlreadyUsedException;
import com.nimbusds.oauth2.sdk.util.singleuse.SingleUseChecker;
import io.github.jerseymcp.replay.InMemoryReplayStore;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.Base64;

/** Remembers the proofs of token requests, as long as one could come again. Thread-safe. */
final class UsedProofs implements SingleUseChecker<DPoPProofUse> {

  private static final int MAX_PROOFS = 10_000;

  private final InMemoryReplayStore store;
  private final InstantSource clock;
  private final int secondsAhead;

  UsedProofs(InstantSource clock, int secondsAhead) {
    this.store = new InMemoryReplayStore(MAX_PROOFS, clock);
    this.clock = clock;
    this.secondsAhead = secondsAhead;
  }

  @Override
  public void markAsUsed(DPoPProofUse proof) throws AlreadyUsedException {
    // Dated ahead, a proof lives for longer; both leeways are on top of its age.
    long seconds = proof.getMaxAge() + 2L * secondsAhead;
    if (!store.claim(key(proof), clock.instant().plusSeconds(seconds))) {
      throw new AlreadyUsedException("The proof was used");
    }
  }

  private static String key(DPoPProofUse proof) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      String name = proof.getIssuer().getValue() + '\0' + proof.getJWTID().getValue();
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(sha256.digest(name.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("The Java runtime lacks SHA-256", e);
    }
  }
}
