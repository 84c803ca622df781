package io.github.jerseymcp.event;

/** What is around the handler of a call while it runs on one thread. */
@FunctionalInterface
public interface CallScope extends AutoCloseable {

  /** Nothing. */
  CallScope NONE = () -> {};

  /** Leaves it, on the thread that entered it. */
  @Override
  void close();
}
