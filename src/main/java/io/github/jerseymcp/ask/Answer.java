package io.github.jerseymcp.ask;

/** What was answered about a name, and when it was asked. Thread-safe. */
final class Answer<V> {

  private final V value;
  private final long askedAt;
  private final int weight;
  private volatile long pausedUntil;

  Answer(V value, long askedAt, int weight) {
    this.value = value;
    this.askedAt = askedAt;
    this.weight = weight;
    this.pausedUntil = askedAt;
  }

  V value() {
    return value;
  }

  /** A reading of the ticker before the question. */
  long askedAt() {
    return askedAt;
  }

  int weight() {
    return weight;
  }

  /** Until when nobody asks again, after an attempt failed. */
  long pausedUntil() {
    return pausedUntil;
  }

  void pauseUntil(long nanos) {
    pausedUntil = nanos;
  }
}
