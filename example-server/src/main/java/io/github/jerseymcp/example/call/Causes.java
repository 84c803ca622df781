package io.github.jerseymcp.example.call;

import java.util.Optional;

/** Looks for what a failure was caused by. */
final class Causes {

  private static final int MOST = 20;

  private Causes() {}

  /** The first of a type, from the failure itself on. */
  static <T extends Throwable> Optional<T> of(Throwable failure, Class<T> type) {
    Throwable each = failure;
    for (int i = 0; i < MOST && each != null; i++) {
      if (type.isInstance(each)) {
        return Optional.of(type.cast(each));
      }
      each = each.getCause();
    }
    return Optional.empty();
  }

  /** The last one, which no other has caused. */
  static Throwable root(Throwable failure) {
    Throwable last = failure;
    for (int i = 0; i < MOST; i++) {
      Throwable cause = last.getCause();
      if (cause == null) {
        return last;
      }
      last = cause;
    }
    return last;
  }
}
