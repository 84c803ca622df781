package io.github.jerseymcp.ask;

import java.util.Optional;

/** Knows what there is of names. Must be thread-safe. */
@FunctionalInterface
public interface LookupSource<V> {

  /**
   * What there is of a name.
   *
   * @param before what was answered before, if it is remembered
   * @throws Exception if it cannot tell
   */
  Optional<V> ask(String name, Optional<V> before) throws Exception;
}
