package io.github.jerseymcp.health;

import io.github.jerseymcp.account.Accounts;
import io.github.jerseymcp.feed.ChangeFeed;
import io.github.jerseymcp.health.Health.Status;
import io.github.jerseymcp.introspection.ObservedQuestions;
import io.github.jerseymcp.replay.ReplayStore;
import io.github.jerseymcp.time.Clocks;
import io.github.jerseymcp.token.IssuerSource;
import io.github.jerseymcp.token.ObservedKeys;
import io.github.jerseymcp.token.RevokedTokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * Looks after the parts of one application. Whatever may take time is asked by threads of its own;
 * there are as many as there are questions, and none while nobody wants to know. Thread-safe.
 */
public final class HealthCheck implements AutoCloseable {

  /** Who causes a question waits so long for the answer, so that a probe seldom hears old news. */
  private static final Duration MOMENT = Duration.ofMillis(200);

  /** The parts without which the tokens of an issuer cannot be checked. */
  private static final Set<String> OF_ISSUERS =
      Set.of(KeyCheck.NAME, IntrospectionCheck.NAME, ResolverCheck.NAME);

  private final List<Check> checks = new ArrayList<>();
  private final List<Question> questions;
  private final boolean needsStore;
  private final ExecutorService background;

  /**
   * Looks after these parts.
   *
   * @param keys the keys of each issuer
   * @param questions those who tell what the opaque tokens of each issuer say
   * @param source knows further issuers
   * @param fetchInterval how often they may be fetched, and asked
   * @param store the store of used proofs, where DPoP is on
   * @param claimsFail whether the last proof could not be claimed, a short time ago
   * @param feeds what tells clients of changes
   * @param revoked the list of revoked tokens
   * @param needsStore whether no request can be answered without the store
   */
  public HealthCheck(
      Map<String, ObservedKeys> keys,
      Map<String, ObservedQuestions> questions,
      IssuerSource source,
      Duration fetchInterval,
      Optional<ReplayStore> store,
      BooleanSupplier claimsFail,
      boolean needsStore,
      Accounts accounts,
      List<ChangeFeed> feeds,
      Optional<RevokedTokens> revoked,
      Clocks clocks) {
    this.needsStore = needsStore;
    this.background = background(keys.size() + questions.size() + 1);
    keys.forEach(
        (issuer, own) ->
            checks.add(
                new KeyCheck(
                    issuer,
                    own,
                    new Question(own::renew, fetchInterval, clocks.ticker(), background))));
    questions.forEach(
        (issuer, own) ->
            checks.add(
                new IntrospectionCheck(
                    issuer,
                    own,
                    new Question(own::probe, fetchInterval, clocks.ticker(), background))));
    if (source.isAsked()) {
      checks.add(new ResolverCheck(source));
    }
    store.ifPresent(
        own -> checks.add(new StoreCheck(own, claimsFail, clocks.ticker(), background)));
    checks.add(new ShareCheck(accounts));
    checks.add(new ClockCheck(clocks));
    feeds.stream().filter(ChangeFeed::isShared).map(FeedCheck::new).forEach(checks::add);
    revoked.filter(RevokedTokens::isShared).map(RevocationCheck::new).ifPresent(checks::add);
    this.questions = checks.stream().map(Check::question).flatMap(Optional::stream).toList();
  }

  /** What is known. Asks what is due, and waits a moment for the answers that nobody waits for. */
  public Health now() {
    List<CompletableFuture<Void>> begun = new ArrayList<>();
    for (Question question : questions) {
      question.ask().ifPresent(begun::add);
    }
    await(begun, MOMENT);
    return read();
  }

  /** What is known once all that is being asked is answered, or after this time. */
  public Health within(Duration patience) {
    await(questions.stream().map(Question::askOrFollow).toList(), patience);
    return read();
  }

  /** Asks nothing any more. */
  @Override
  public void close() {
    background.shutdownNow();
  }

  private Health read() {
    List<Health.Part> parts = new ArrayList<>();
    for (Check check : checks) {
      parts.addAll(check.parts());
    }
    return new Health(overall(parts), parts);
  }

  /** Down only if nothing works: without all that tokens are checked with, or without a store. */
  private Status overall(List<Health.Part> parts) {
    boolean anyIssuer = false;
    boolean well = true;
    boolean storeDown = false;
    boolean refusing = false;
    for (Health.Part part : parts) {
      boolean down = part.status() == Status.DOWN;
      well &= part.status() == Status.UP;
      anyIssuer |= OF_ISSUERS.contains(part.name()) && !down;
      refusing |= part.name().equals(RevocationCheck.NAME) && down;
      storeDown |= part.name().equals(StoreCheck.NAME) && down;
    }
    if (!anyIssuer || refusing || (storeDown && needsStore)) {
      return Status.DOWN;
    }
    return well ? Status.UP : Status.DEGRADED;
  }

  private static void await(List<CompletableFuture<Void>> answers, Duration patience) {
    try {
      CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new))
          .get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      // What is not known by then is told as it was before.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ExecutorService background(int threads) {
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            threads,
            threads,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "mcp-security-health");
              thread.setDaemon(true);
              return thread;
            });
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }
}
