package io.github.jerseymcp.event;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Something that lasts for a while: it is told to have begun and then, once, to have ended. Where
 * nobody listened to its begin, nobody is told of its end. Thread-safe.
 *
 * @param <S> what the events name it by
 */
public final class Lasting<S> {

  /** The event that ends something. */
  @FunctionalInterface
  public interface End<S> {

    /** Ends it after so many nanoseconds. */
    SecurityEvent of(S subject, long nanos);
  }

  private static final Lasting<?> UNHEARD =
      new Lasting<>(SecurityEvents.unheard(), Optional.empty(), false);

  private final SecurityEvents events;
  private final Optional<S> subject;
  private final long begun;
  private final AtomicBoolean ended;

  private Lasting(SecurityEvents events, Optional<S> subject, boolean heard) {
    this.events = events;
    this.subject = subject;
    this.begun = events.ticker().nanos();
    this.ended = new AtomicBoolean(!heard);
  }

  /** Something of which nobody hears. */
  @SuppressWarnings("unchecked") // It has no subject.
  public static <S> Lasting<S> unheard() {
    return (Lasting<S>) UNHEARD;
  }

  /** Something that begins now. */
  static <S> Lasting<S> begin(SecurityEvents events, S subject, SecurityEvent begin) {
    boolean heard = events.isHeard();
    Lasting<S> begun = new Lasting<>(events, Optional.of(subject), heard);
    if (heard) {
      events.tell(begin);
    }
    return begun;
  }

  /** What the events name it by, if that is known. */
  public Optional<S> subject() {
    return subject;
  }

  /** Tells that it has ended, if nobody has told so before. */
  public void end(End<S> end) {
    if (ended.compareAndSet(false, true)) {
      events.tell(end.of(subject.orElseThrow(), events.ticker().nanos() - begun));
    }
  }
}
