package io.github.jerseymcp.mcp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How lists of tools, prompts and resources are shown (MCP 2025-11-25 and 2026-07-28, pagination;
 * 2026-07-28, caching). Immutable; each {@code with} method gives a changed copy.
 */
public final class ListSettings {

  private static final int LARGEST_PAGE = 100_000;
  private static final Duration LONGEST = Duration.ofHours(24);

  private static final Set<String> LISTS =
      Set.of(
          "tools/list",
          "prompts/list",
          "resources/list",
          "resources/templates/list",
          "server/discover");

  private static final ListSettings DEFAULTS = new ListSettings(1000, Map.of(), false);

  private final int pageSize;
  private final Map<String, Duration> lives;
  private final boolean showsScopes;

  private ListSettings(int pageSize, Map<String, Duration> lives, boolean showsScopes) {
    this.pageSize = pageSize;
    this.lives = Map.copyOf(lives);
    this.showsScopes = showsScopes;
  }

  /** The defaults, which each {@code with} method names. */
  static ListSettings defaults() {
    return DEFAULTS;
  }

  /**
   * The entries of a page, 1 to 100,000. A server that makes shorter pages of its own is left to
   * it. Default: 1000, since some clients read the first page alone.
   */
  public ListSettings withPageSize(int most) {
    return new ListSettings(most, lives, showsScopes);
  }

  /**
   * How long a client of MCP 2026-07-28 may keep any list and what {@code server/discover} says
   * ({@code ttlMs}), at most 24 hours. Default: what a server of that version says itself, else
   * nothing, so that it asks again each time.
   */
  public ListSettings withTimeToLive(Duration longest) {
    Map<String, Duration> all = new HashMap<>(lives);
    LISTS.forEach(method -> all.put(method, longest));
    return new ListSettings(pageSize, all, showsScopes);
  }

  /**
   * The same for one method: {@code tools/list}, {@code prompts/list}, {@code resources/list},
   * {@code resources/templates/list}, {@code server/discover} or {@code resources/read}.
   */
  public ListSettings withTimeToLive(String method, Duration longest) {
    Map<String, Duration> all = new HashMap<>(lives);
    all.put(method, longest);
    return new ListSettings(pageSize, all, showsScopes);
  }

  /**
   * Tells with each tool the scopes that a call of it needs beyond those of the endpoint, by the
   * rules that decide about calls: in {@code _meta} under {@code io.github.jerseymcp/scopes}, a
   * list of texts. What depends on arguments is told as {@code notes:delete:{id}}. Default: off.
   */
  public ListSettings withScopesShown() {
    return new ListSettings(pageSize, lives, true);
  }

  /** The most entries of a page. */
  public int pageSize() {
    return pageSize;
  }

  /** How long a client may keep what this method answers; empty if the server says that. */
  public Optional<Duration> timeToLive(String method) {
    return Optional.ofNullable(lives.get(method));
  }

  /** Whether each tool tells what a call of it needs. */
  public boolean showsScopes() {
    return showsScopes;
  }

  List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (pageSize < 1 || pageSize > LARGEST_PAGE) {
      problems.add("lists.pageSize must be 1 to 100,000");
    }
    if (lives.values().stream()
        .anyMatch(life -> life.isNegative() || life.compareTo(LONGEST) > 0)) {
      problems.add("lists.timeToLive must be 0 to 24 hours");
    }
    if (lives.keySet().stream()
        .anyMatch(method -> !LISTS.contains(method) && !method.equals("resources/read"))) {
      problems.add("lists.timeToLive must name a method whose answers may be kept");
    }
    return problems;
  }
}
