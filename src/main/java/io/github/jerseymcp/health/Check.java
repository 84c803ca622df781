package io.github.jerseymcp.health;

import java.util.List;
import java.util.Optional;

/** Looks after one thing. Thread-safe. */
interface Check {

  /** What has to be asked in the background, if anything. */
  default Optional<Question> question() {
    return Optional.empty();
  }

  /** What is known at this moment; waits for nobody. */
  List<Health.Part> parts();
}
