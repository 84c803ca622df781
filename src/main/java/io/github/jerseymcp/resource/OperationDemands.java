package io.github.jerseymcp.resource;

import io.github.jerseymcp.feed.ChangeFeed;
import java.util.Optional;

/** Asks an MCP endpoint what an operation needs, without running it. */
public interface OperationDemands {

  /**
   * What an operation needs beyond what its endpoint needs; empty if no rule lists it, and unlisted
   * ones are denied. No arguments are looked at, as for lists.
   *
   * @param endpoint of the class that names these in {@link McpHandlers}
   */
  Optional<Demand> of(Object endpoint, String method, Optional<String> name);

  /** What tells the clients of an endpoint of changes. */
  default Optional<ChangeFeed> changes(Object endpoint) {
    return Optional.empty();
  }
}
