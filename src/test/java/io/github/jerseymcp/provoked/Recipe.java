package io.github.jerseymcp.provoked;

import java.util.function.IntSupplier;

/** One way to be refused. */
@FunctionalInterface
public interface Recipe {

  /**
   * Sets up a server that tells the traces, and all that a request needs to be refused by it.
   *
   * @return sends a request that is refused for the one cause, each time that it runs, and gives
   *     the HTTP status of the answer
   */
  IntSupplier prepare(Traces traces) throws Exception;
}
