package io.github.jerseymcp.health;

import io.github.jerseymcp.health.Health.Status;
import io.github.jerseymcp.replay.ReplayStore;
import io.github.jerseymcp.time.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Looks after the store of used proofs. */
final class StoreCheck implements Check {

  static final String NAME = "replay-store";

  /** Longer than a store takes by its own time-out, and than most probes are apart. */
  static final Duration INTERVAL = Duration.ofSeconds(5);

  private final ReplayStore store;
  private final BooleanSupplier claimsFail;
  private final Question question;
  private volatile ReplayStore.@Nullable State answer;

  StoreCheck(ReplayStore store, BooleanSupplier claimsFail, Ticker ticker, Executor background) {
    this.store = store;
    this.claimsFail = claimsFail;
    this.question = new Question(this::ask, INTERVAL, ticker, background);
  }

  @Override
  public Optional<Question> question() {
    return Optional.of(question);
  }

  @Override
  public List<Health.Part> parts() {
    ReplayStore.State known = answer;
    if (question.isOverdue()) {
      return part(Status.DOWN, "The store of used proofs does not answer");
    }
    if (known == null) {
      return part(Status.DOWN, "The store of used proofs has not been asked yet");
    }
    if (known != ReplayStore.State.NEARLY_FULL && claimsFail.getAsBoolean()) {
      return part(Status.DOWN, "The store of used proofs did not take the last one");
    }
    return switch (known) {
      case READY -> part(Status.UP, "The store of used proofs answers");
      case UNKNOWN -> part(Status.UP, "The store of used proofs does not tell how it is");
      case NEARLY_FULL ->
          part(Status.DEGRADED, "The store of used proofs is nearly full: raise its bound");
      case UNAVAILABLE -> part(Status.DOWN, "The store of used proofs cannot be asked");
    };
  }

  private void ask() {
    ReplayStore.@Nullable State told;
    try {
      told = store.state();
    } catch (RuntimeException e) {
      told = null;
    }
    // A store is user code: what fails, or answers null, is not ready.
    answer = told == null ? ReplayStore.State.UNAVAILABLE : told;
  }

  private static List<Health.Part> part(Status status, String sentence) {
    return List.of(new Health.Part(NAME, Optional.empty(), status, sentence));
  }
}
