package io.github.jerseymcp.server;

import io.github.jerseymcp.dpop.VerifiedProof;
import io.github.jerseymcp.refusal.Reason;
import io.github.jerseymcp.replay.ReplayStore;
import io.github.jerseymcp.replay.ReplayStoreUnavailableException;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Step 6 of a request: claims the proof, so that it is never accepted again (RFC 9449 section
 * 11.1).
 *
 * <p>It comes after all checks, so that a stranger writes nothing to the store. A store that cannot
 * tell refuses the request: an outage is never an acceptance.
 */
final class ClaimProof {

  private static final Logger logger = LoggerFactory.getLogger(ClaimProof.class);
  private static final long RETRY_AFTER_SECONDS = 5;

  private final Optional<ReplayStore> store;

  ClaimProof(Optional<ReplayStore> store) {
    this.store = store;
  }

  /**
   * Claims a proof; does nothing for a token that is not bound to a key.
   *
   * @throws RefusedException if it was used before, or the store cannot tell
   */
  void claim(Optional<VerifiedProof> proof) throws RefusedException {
    if (proof.isEmpty()) {
      return;
    }
    if (store.isEmpty()) {
      throw new RefusedException(
          Reason.REPLAY_STORE_UNAVAILABLE, OptionalLong.of(RETRY_AFTER_SECONDS));
    }
    boolean first;
    try {
      first = store.get().claim(proof.get().replayKey(), proof.get().refusedFrom());
    } catch (ReplayStoreUnavailableException e) {
      throw new RefusedException(Reason.REPLAY_STORE_UNAVAILABLE, OptionalLong.of(e.retryAfter()));
    } catch (RuntimeException e) {
      logger.error(
          "The replay store failed with {}, so the request is refused", e.getClass().getName());
      throw new RefusedException(
          Reason.REPLAY_STORE_UNAVAILABLE, OptionalLong.of(RETRY_AFTER_SECONDS));
    }
    if (!first) {
      throw new RefusedException(Reason.PROOF_REPLAYED);
    }
  }
}
