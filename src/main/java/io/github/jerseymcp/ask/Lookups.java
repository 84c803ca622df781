package io.github.jerseymcp.ask;

import io.github.jerseymcp.time.Ticker;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Asks somebody about names, and remembers what is answered, that there is nothing among it. One
 * thread asks about a name, whoever else wants to know waits for it. Answers are renewed in the
 * background when half of their time is over, so that who is at work does not wait.
 *
 * <p>Who makes up names costs no more than {@link LookupBounds} say: so many questions in a second,
 * at once, so many who wait, and so much memory; of places and memory a part is kept for names that
 * were known before, whose failures alone spare the source questions about them. Thread-safe.
 *
 * @param <V> an answer
 */
public final class Lookups<V> {

  private static final long PAUSE = TimeUnit.SECONDS.toNanos(5);

  private final LookupSource<V> source;
  private final LookupBounds bounds;
  private final Ticker ticker;
  private final LookupReport report;
  private final NameMemory<V> memory;
  private final Map<String, Flight<V>> underWay = new ConcurrentHashMap<>();
  private final Places waiting;
  private final Places asking;
  private final Circuit ofKnown;
  private final Circuit ofStrangers;
  private final NewNames newNames;

  /**
   * Asks this source.
   *
   * @param weight what an answer weighs, which may change while it is remembered
   */
  public Lookups(
      LookupSource<V> source,
      ToIntFunction<V> weight,
      LookupBounds bounds,
      Ticker ticker,
      LookupReport report) {
    this.source = source;
    this.bounds = bounds;
    this.ticker = ticker;
    this.report = report;
    this.memory = new NameMemory<>(weight, bounds, ticker);
    this.waiting = new Places(bounds.waiting(), bounds.waiting() / 4);
    this.asking = new Places(bounds.concurrent(), bounds.concurrent() / 4);
    this.ofKnown = new Circuit(ticker);
    this.ofStrangers = new Circuit(ticker);
    this.newNames = new NewNames(bounds.newNames(), ticker);
  }

  /**
   * What there is of a name; empty if there is nothing.
   *
   * @throws UnansweredException if nobody can tell
   */
  public Optional<V> find(String name) {
    Answer<V> known = memory.answer(name);
    if (known == null) {
      return memory.isUnknown(name) ? Optional.empty() : asked(name, memory.wasKnown(name), null);
    }
    if (!memory.isYounger(known.askedAt(), bounds.maximumAge())) {
      return again(name, known);
    }
    boolean young = memory.isYounger(known.askedAt(), bounds.maximumAge().dividedBy(2));
    if (!young && isTimeToAsk(known)) {
      renew(name, known);
    }
    memory.weigh(name, known);
    return Optional.of(known.value());
  }

  /** How many answers are remembered, or nearly so. */
  public long about() {
    return memory.about();
  }

  /** Forgets all answers, so that each name is asked about anew. */
  public void clear() {
    memory.clear();
  }

  /** An answer that is too old still counts while nobody gives a new one, for its tolerance. */
  private Optional<V> again(String name, Answer<V> known) {
    if (isTimeToAsk(known)) {
      try {
        return asked(name, true, known);
      } catch (UnansweredException e) {
        known.pauseUntil(ticker.nanos() + PAUSE);
      }
    }
    if (memory.isYounger(known.askedAt(), bounds.maximumAge().plus(bounds.outageTolerance()))) {
      return Optional.of(known.value());
    }
    throw new UnansweredException(ofKnown.retryAfter());
  }

  private void renew(String name, Answer<V> known) {
    try {
      endOverdue(name, flight(name, true, known));
    } catch (UnansweredException e) {
      known.pauseUntil(ticker.nanos() + PAUSE);
    }
  }

  private Optional<V> asked(String name, boolean before, @Nullable Answer<V> known) {
    take(waiting, before);
    try {
      Flight<V> flight = flight(name, before, known);
      return flight.await(() -> late(name, flight));
    } finally {
      waiting.leave(before);
    }
  }

  private void endOverdue(String name, Flight<V> flight) {
    if (flight.isOverdue()) {
      late(name, flight);
    }
  }

  private void late(String name, Flight<V> flight) {
    fail(name, null, flight, "there was no answer within " + bounds.timeout().toMillis() + " ms");
    flight.interrupt();
  }

  private Flight<V> flight(String name, boolean before, @Nullable Answer<V> known) {
    Flight<V> own = new Flight<>(bounds.timeout().toNanos(), before ? ofKnown : ofStrangers);
    Flight<V> other = underWay.putIfAbsent(name, own);
    if (other != null) {
      return other;
    }
    boolean begun = false;
    try {
      // Another thread may have asked after this one looked.
      Answer<V> latest = memory.answer(name);
      if (latest == null && memory.isUnknown(name)) {
        underWay.remove(name, own);
        own.complete(Optional.empty());
      } else if (latest != null && isNewer(latest, known)) {
        underWay.remove(name, own);
        own.complete(Optional.of(latest.value()));
      } else {
        begin(name, before, known, own);
      }
      begun = true;
      return own;
    } finally {
      if (!begun) {
        underWay.remove(name, own);
        own.fail(1);
      }
    }
  }

  private boolean isNewer(Answer<V> latest, @Nullable Answer<V> known) {
    return latest != known && memory.isYounger(latest.askedAt(), bounds.maximumAge());
  }

  private void begin(String name, boolean before, @Nullable Answer<V> known, Flight<V> flight) {
    if (!before && !newNames.pass()) {
      report.limited();
      throw new UnansweredException(1);
    }
    underWay.forEach(this::endOverdue); // Nobody waits for a renewal.
    take(asking, before);
    boolean entered = false;
    boolean begun = false;
    try {
      entered = flight.circuit().enter();
      if (!entered) {
        throw new UnansweredException(flight.circuit().retryAfter());
      }
      // A thread of its own: whoever is asked may never come back, and is interrupted alone.
      Thread thread = new Thread(() -> ask(name, before, known, flight), "mcp-security-lookup");
      thread.setDaemon(true);
      flight.askedBy(thread);
      thread.start();
      begun = true;
    } finally {
      if (!begun) {
        asking.leave(before);
        if (entered) {
          flight.circuit().left();
        }
      }
    }
  }

  private void ask(String name, boolean before, @Nullable Answer<V> known, Flight<V> flight) {
    long askedAt = ticker.nanos();
    long clearedBefore = memory.cleared();
    Optional<V> answer = Optional.empty();
    String failure = "";
    try {
      answer = source.ask(name, known == null ? Optional.empty() : Optional.of(known.value()));
      flight.reach();
    } catch (LookupFailedException e) {
      failure = e.why();
      flight.reach();
    } catch (Exception | LinkageError | StackOverflowError e) {
      failure = "it threw " + e.getClass().getName();
    } finally {
      asking.leave(before);
    }
    if (!failure.isEmpty()) {
      fail(name, known, flight, failure);
    } else if (flight.end()) {
      memory.remember(name, answer, askedAt, clearedBefore);
      report.answered(answer.isPresent());
      underWay.remove(name, flight);
      flight.complete(answer);
    }
  }

  private void fail(String name, @Nullable Answer<V> known, Flight<V> flight, String why) {
    if (known != null) {
      known.pauseUntil(ticker.nanos() + PAUSE);
    }
    if (flight.end()) {
      report.failed(why);
      underWay.remove(name, flight);
      flight.fail(flight.circuit().retryAfter());
    }
  }

  private static void take(Places from, boolean before) {
    try {
      if (from.enter(before, 0)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new UnansweredException(1);
  }

  private boolean isTimeToAsk(Answer<V> known) {
    return ticker.nanos() - known.pausedUntil() >= 0;
  }
}
