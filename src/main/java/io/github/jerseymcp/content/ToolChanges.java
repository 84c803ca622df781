package io.github.jerseymcp.content;

import java.util.Set;

/**
 * How the tools of a server differ from those that its user has agreed to.
 *
 * @param added names of tools that were not there
 * @param changed names of tools that were described in another way
 * @param removed names of tools that are there no more
 */
public record ToolChanges(Set<String> added, Set<String> changed, Set<String> removed) {

  /** How they differ. */
  public ToolChanges {
    added = Set.copyOf(added);
    changed = Set.copyOf(changed);
    removed = Set.copyOf(removed);
  }

  /** Whether the user has to be asked: what is gone needs no consent. */
  public boolean needConsent() {
    return !added.isEmpty() || !changed.isEmpty();
  }
}
