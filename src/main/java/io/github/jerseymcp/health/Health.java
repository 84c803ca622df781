package io.github.jerseymcp.health;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How well a protected application can do its work at a moment. Immutable.
 *
 * <p>All texts are constants, apart from issuer identifiers: nothing of an exception, an address of
 * a store or a caller is in it.
 *
 * @param status how well the whole can do its work
 * @param parts what was looked at, always the same parts in the same order
 */
public record Health(Status status, List<Part> parts) {

  /** How well something can do its work, the best first. */
  public enum Status {
    /** All is well. */
    UP,
    /** Requests are answered, but something needs to be looked after, or some are refused. */
    DEGRADED,
    /** No request can be answered as it should: send requests to another node. */
    DOWN
  }

  /**
   * One thing that was looked at.
   *
   * @param name {@code keys}, {@code introspection}, {@code replay-store}, {@code shares}, {@code
   *     clock}, {@code changes} or {@code revocations}; others may follow
   * @param of which of several: the identifier of the issuer for {@code keys} and {@code
   *     introspection}, the kind for {@code shares}
   * @param status how well it can do its work
   * @param sentence what that means: a constant
   */
  public record Part(String name, Optional<String> of, Status status, String sentence) {}

  /** Copies the list. */
  public Health {
    parts = List.copyOf(parts);
  }

  /** The names of the parts that are not up, each once: fit for an unauthenticated caller. */
  public Set<String> troubled() {
    Set<String> names = new TreeSet<>();
    for (Part part : parts) {
      if (part.status() != Status.UP) {
        names.add(part.name());
      }
    }
    return names;
  }
}
