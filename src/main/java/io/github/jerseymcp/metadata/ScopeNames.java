package io.github.jerseymcp.metadata;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The scopes that documents and challenges may name. */
public final class ScopeNames {

  /** A matter between client and authorization server (MCP, authorization: SHOULD NOT). */
  public static final String OFFLINE_ACCESS = "offline_access";

  private ScopeNames() {}

  /** Each once, without {@code offline_access}, in one order on every node. */
  static List<String> advertised(Collection<String> scopes) {
    Set<String> sorted = new TreeSet<>(scopes);
    sorted.remove(OFFLINE_ACCESS);
    return List.copyOf(sorted);
  }

  /** Whether the text is a scope token of RFC 6749 section 3.3. */
  static boolean isScope(String text) {
    return !text.isEmpty()
        && text.chars().allMatch(c -> c > 0x20 && c < 0x7F && c != '"' && c != '\\');
  }
}
