package io.github.jerseymcp.request;

import io.github.jerseymcp.account.CallerKey;
import io.github.jerseymcp.dpop.ProofFault;
import io.github.jerseymcp.dpop.ProofSettings;
import io.github.jerseymcp.dpop.VerifiedProof;
import io.github.jerseymcp.event.Grounds;
import io.github.jerseymcp.event.ProofClaimed;
import io.github.jerseymcp.event.ProofClaimed.Answer;
import io.github.jerseymcp.event.SecurityEvents;
import io.github.jerseymcp.event.StoreAvailable;
import io.github.jerseymcp.event.StoreUnavailable;
import io.github.jerseymcp.refusal.Reason;
import io.github.jerseymcp.replay.ClaimShares;
import io.github.jerseymcp.replay.ReplayStore;
import io.github.jerseymcp.replay.ReplayStoreUnavailableException;
import io.github.jerseymcp.signature.SignatureFault;
import io.github.jerseymcp.signature.VerifiedSignature;
import io.github.jerseymcp.time.Ticker;
import io.github.jerseymcp.token.AccessToken;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Step 7 of a request: claims the proof, so that it is never accepted again (RFC 9449 section
 * 11.1).
 *
 * <p>It comes after all checks, so that an unauthenticated caller writes nothing to the store. A
 * store that cannot tell refuses the request: an outage is never an acceptance.
 */
public final class ClaimProof {

  private static final Logger logger = LoggerFactory.getLogger(ClaimProof.class);
  private static final long RETRY_AFTER_SECONDS = 5;

  /** One caller, or seven, must leave room for the others. */
  private static final int PARTS_OF_STORE = 8;

  /** For so long a failure tells of the store, if nobody comes with another proof. */
  private static final long MEMORY = TimeUnit.SECONDS.toNanos(30);

  private final Optional<ReplayStore> store;
  private final ClaimShares shares;
  private final Ticker ticker;
  private final SecurityEvents events;
  private final AtomicBoolean down = new AtomicBoolean();
  private volatile long lastFailure;

  public ClaimProof(
      Optional<ReplayStore> store, ProofSettings policy, Ticker ticker, SecurityEvents events) {
    this.ticker = ticker;
    this.events = events;
    this.store = store;
    int part = store.map(ReplayStore::capacity).orElse(Integer.MAX_VALUE) / PARTS_OF_STORE;
    int share = Math.min(policy.proofsOfCaller(), Math.max(1, part));
    this.shares = new ClaimShares(share, policy.longestLife(), ticker);
  }

  /**
   * Claims a proof; does nothing for a token that is not bound to a key.
   *
   * @throws RefusedException if it was used before, the store cannot tell, or this caller has as
   *     many live proofs as one may
   */
  public void claim(Optional<VerifiedProof> proof, AccessToken caller) throws RefusedException {
    if (proof.isPresent()) {
      claim(
          new Claim(proof.get().replayKey(), proof.get().refusedFrom()),
          caller,
          new RefusedException(Reason.PROOF_REPLAYED, Grounds.of(ProofFault.REPLAYED)));
    }
  }

  /**
   * Claims a signature, in the same way; does nothing where none is required.
   *
   * @throws RefusedException as for a proof
   */
  public void claimSignature(Optional<VerifiedSignature> signature, AccessToken caller)
      throws RefusedException {
    if (signature.isPresent()) {
      claim(
          new Claim(signature.get().replayKey(), signature.get().refusedFrom()),
          caller,
          new RefusedException(Reason.INVALID_SIGNATURE, Grounds.of(SignatureFault.REPLAYED)));
    }
  }

  private record Claim(String key, Instant until) {}

  private void claim(Claim claim, AccessToken caller, RefusedException replayed)
      throws RefusedException {
    CallerKey key = new CallerKey(caller.issuer(), caller.subject(), caller.clientId().orElse(""));
    OptionalLong refused = shares.take(key);
    if (refused.isPresent()) {
      throw new RefusedException(Reason.TOO_MANY_PROOFS, refused);
    }
    boolean first = false;
    try {
      first = isFirst(claim);
    } finally {
      if (!first) {
        shares.giveBack(key);
      }
    }
    if (!first) {
      throw replayed;
    }
  }

  private boolean isFirst(Claim claim) throws RefusedException {
    if (store.isEmpty()) {
      throw new RefusedException(
          Reason.REPLAY_STORE_UNAVAILABLE, OptionalLong.of(RETRY_AFTER_SECONDS));
    }
    long begun = ticker.nanos();
    try {
      boolean claimed = store.get().claim(claim.key(), claim.until());
      tell(store.get(), claimed ? Answer.FIRST : Answer.USED, begun);
      if (down.get() && down.compareAndSet(true, false) && events.isHeard()) {
        events.tell(new StoreAvailable(nameOf(store.get())));
      }
      return claimed;
    } catch (ReplayStoreUnavailableException e) {
      tell(store.get(), Answer.UNKNOWN, begun);
      failed(store.get());
      throw new RefusedException(Reason.REPLAY_STORE_UNAVAILABLE, OptionalLong.of(e.retryAfter()));
    } catch (RuntimeException e) {
      tell(store.get(), Answer.UNKNOWN, begun);
      failed(store.get());
      logger.error(
          "The replay store failed with {}, so the request is refused", e.getClass().getName());
      throw new RefusedException(
          Reason.REPLAY_STORE_UNAVAILABLE, OptionalLong.of(RETRY_AFTER_SECONDS));
    }
  }

  private void tell(ReplayStore asked, Answer answer, long begun) {
    if (events.isHeard()) {
      events.tell(new ProofClaimed(nameOf(asked), answer, ticker.nanos() - begun));
    }
  }

  /** Whether the last claim failed, and not long ago: a store may answer, and take nothing. */
  public boolean failsLately() {
    return down.get() && ticker.nanos() - lastFailure < MEMORY;
  }

  private void failed(ReplayStore failing) {
    lastFailure = ticker.nanos();
    if (down.compareAndSet(false, true) && events.isHeard()) {
      events.tell(new StoreUnavailable(nameOf(failing)));
    }
  }

  private static String nameOf(ReplayStore store) {
    return store.getClass().getSimpleName();
  }
}
