package io.github.jerseymcp.config;

import io.github.jerseymcp.DpopUse;
import io.github.jerseymcp.dpop.DpopNonces;
import io.github.jerseymcp.dpop.ProofSettings;
import io.github.jerseymcp.replay.ReplayStore;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Whether tokens that are bound by DPoP (RFC 9449) are offered or demanded, and what their proofs
 * must be like. Immutable; each method gives a changed copy. Nothing is checked before the
 * configuration is built.
 *
 * <p>DPoP needs a store that remembers each proof once; nodes of a cluster share one. So there is
 * no way to switch it on without.
 */
public final class DpopSettings {

  private static final DpopSettings DEFAULTS = new DpopSettings();

  private DpopUse use = DpopUse.OFF;
  private Optional<ReplayStore> store = Optional.empty();
  private Optional<DpopNonces> nonces = Optional.empty();
  private ProofSettings proofs = ProofSettings.defaults();

  private DpopSettings() {}

  static DpopSettings defaults() {
    return DEFAULTS;
  }

  /** Accepts bearer tokens and bound tokens, where a resource does not say itself. */
  public DpopSettings optional(ReplayStore replayStore) {
    return with(DpopUse.OPTIONAL, replayStore);
  }

  /** Accepts only bound tokens, where a resource does not say itself. */
  public DpopSettings required(ReplayStore replayStore) {
    return with(DpopUse.REQUIRED, replayStore);
  }

  /** Offers DPoP only at resources that say so themselves. */
  public DpopSettings whereAnnotated(ReplayStore replayStore) {
    return with(DpopUse.OFF, replayStore);
  }

  /** Demands a nonce of this server in every proof (RFC 9449 section 9). Default: none. */
  public DpopSettings withNonces(DpopNonces demanded) {
    return with(copy -> copy.nonces = Optional.of(demanded));
  }

  /** Changes what proofs must be like, {@code proofs -> proofs.withWindow(...)} say. */
  public DpopSettings withProofs(UnaryOperator<ProofSettings> change) {
    return with(copy -> copy.proofs = change.apply(proofs));
  }

  DpopUse use() {
    return use;
  }

  Optional<ReplayStore> store() {
    return store;
  }

  Optional<DpopNonces> nonces() {
    return nonces;
  }

  ProofSettings proofs() {
    return proofs;
  }

  private DpopSettings with(DpopUse chosen, ReplayStore replayStore) {
    return with(
        copy -> {
          copy.use = chosen;
          copy.store = Optional.of(replayStore);
        });
  }

  private DpopSettings with(Consumer<DpopSettings> change) {
    DpopSettings copy = new DpopSettings();
    copy.use = use;
    copy.store = store;
    copy.nonces = nonces;
    copy.proofs = proofs;
    change.accept(copy);
    return copy;
  }
}
