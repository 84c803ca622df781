package io.github.jerseymcp.config;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What the scopes of a token grant. Immutable; each {@code with} method gives a changed copy.
 * Nothing is checked before the configuration is built.
 */
public final class ScopeSettings {

  private static final ScopeSettings DEFAULTS = new ScopeSettings();

  private Map<String, Set<String>> implications = Map.of();
  private boolean wildcards;
  private boolean asRoles;

  private ScopeSettings() {}

  static ScopeSettings defaults() {
    return DEFAULTS;
  }

  /** Makes one scope imply others, and what those imply. May be repeated. */
  public ScopeSettings withImplied(String scope, String... implied) {
    Map<String, Set<String>> all = new LinkedHashMap<>();
    implications.forEach((name, others) -> all.put(name, new LinkedHashSet<>(others)));
    all.computeIfAbsent(scope, first -> new LinkedHashSet<>()).addAll(List.of(implied));
    return with(copy -> copy.implications = all);
  }

  /** Lets {@code prefix:*} in a token grant every scope that begins so. Default: it grants none. */
  public ScopeSettings withWildcards() {
    return with(copy -> copy.wildcards = true);
  }

  /**
   * Lets a role be a scope of the same name, so that {@code @RolesAllowed("write")} asks for the
   * scope {@code write}. Default: a role is asked for as {@code scope:write}, so that no client
   * gets a role of the application by asking for a scope of its name.
   */
  public ScopeSettings asRoles() {
    return with(copy -> copy.asRoles = true);
  }

  Map<String, Set<String>> implications() {
    return implications;
  }

  boolean wildcards() {
    return wildcards;
  }

  boolean areRoles() {
    return asRoles;
  }

  private ScopeSettings with(Consumer<ScopeSettings> change) {
    ScopeSettings copy = new ScopeSettings();
    copy.implications = implications;
    copy.wildcards = wildcards;
    copy.asRoles = asRoles;
    change.accept(copy);
    return copy;
  }
}
