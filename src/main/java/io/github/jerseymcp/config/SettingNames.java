package io.github.jerseymcp.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the setting that somebody meant who wrote another name. */
final class SettingNames {

  /** The prefix of all properties without its dots, with which beginnings are compared. */
  private static final String FAMILY = "mcpsecurity";

  private static final int SLIPS = 2;
  private static final int SHORTEST_PART = 4;

  private SettingNames() {}

  /** The setting that is spelled most like this; empty if none is. */
  static Optional<String> nearest(String written, Collection<String> known) {
    String plain = kebab(written);
    int allowed = Math.max(SLIPS, plain.length() / 4);
    Optional<String> nearest =
        known.stream()
            .filter(name -> distance(plain, name) <= allowed)
            .min(Comparator.comparingInt((String name) -> distance(plain, name)));
    return nearest.isPresent() || plain.length() < SHORTEST_PART
        ? nearest
        : known.stream().filter(name -> name.contains(plain) || plain.contains(name)).findFirst();
  }

  /**
   * What stands behind the prefix of a property that is not read, but was probably meant to be:
   * {@code issuers} of {@code mcp-security.issuers}, of {@code mcp.securty.issuers} and of {@code
   * MCP_SECURITY_ISSUERS}. Empty for all other properties.
   */
  static Optional<String> meantBy(String property) {
    if (property.startsWith(McpSecurityProperties.PREFIX)) {
      return Optional.empty();
    }
    String plain = property.toLowerCase(Locale.ROOT).replace('_', '.').replace('-', '.');
    int end = -1;
    for (int part = 0; part < 2; part++) {
      end = plain.indexOf('.', end + 1);
      if (end < 0) {
        return Optional.empty();
      }
      if (distance(plain.substring(0, end).replace(".", ""), FAMILY) <= 1) {
        return Optional.of(plain.substring(end + 1).replace('.', '-'));
      }
    }
    return Optional.empty();
  }

  /** {@code publicOrigin} and {@code public_origin} as {@code public-origin}. */
  private static String kebab(String name) {
    return name.strip()
        .replaceAll("([a-z])([A-Z])", "$1-$2")
        .toLowerCase(Locale.ROOT)
        .replace('_', '-')
        .replace('.', '-');
  }

  /** How many letters must be put in, taken away, replaced or exchanged with their neighbour. */
  static int distance(String one, String other) {
    int[][] costs = new int[one.length() + 1][other.length() + 1];
    for (int i = 0; i <= one.length(); i++) {
      for (int j = 0; j <= other.length(); j++) {
        costs[i][j] = i == 0 || j == 0 ? i + j : cheapest(costs, one, other, i, j);
      }
    }
    return costs[one.length()][other.length()];
  }

  private static int cheapest(int[][] costs, String one, String other, int i, int j) {
    boolean same = one.charAt(i - 1) == other.charAt(j - 1);
    int cost = costs[i - 1][j - 1] + (same ? 0 : 1);
    cost = Math.min(cost, Math.min(costs[i - 1][j], costs[i][j - 1]) + 1);
    boolean exchanged =
        i > 1
            && j > 1
            && one.charAt(i - 1) == other.charAt(j - 2)
            && one.charAt(i - 2) == other.charAt(j - 1);
    return exchanged ? Math.min(cost, costs[i - 2][j - 2] + 1) : cost;
  }
}
