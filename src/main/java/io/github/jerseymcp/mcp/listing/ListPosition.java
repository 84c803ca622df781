package io.github.jerseymcp.mcp.listing;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where a page begins.
 *
 * @param cursor the server's own, if it has given one out
 * @param index how many entries of the server's page come before it, hidden ones too
 * @param name of the entry that the page begins with; empty for the server's page as a whole
 */
record ListPosition(Optional<String> cursor, int index, String name) {

  static final ListPosition BEGINNING = new ListPosition(Optional.empty(), 0, "");

  private static final int NUMBER = 8;
  private static final int HEAD = 1 + 3 * NUMBER;

  /** What is sealed is as long as the next multiple of it, so that its length tells nothing. */
  private static final int BLOCK = 64;

  String encoded() {
    String begun = cursor.orElse("");
    String text =
        (cursor.isPresent() ? "c" : "-")
            + "%08x%08x%08x".formatted(index, begun.length(), name.length())
            + begun
            + name;
    int beyond = text.getBytes(StandardCharsets.UTF_8).length % BLOCK;
    return text + " ".repeat(beyond == 0 ? 0 : BLOCK - beyond);
  }

  /** Reads what was sealed; empty if another version of this library has written it. */
  static Optional<ListPosition> read(String encoded) {
    try {
      int begun = number(encoded, 1);
      int named = number(encoded, 2);
      int end = HEAD + begun;
      Optional<String> cursor =
          encoded.charAt(0) == 'c' ? Optional.of(encoded.substring(HEAD, end)) : Optional.empty();
      return Optional.of(
          new ListPosition(cursor, number(encoded, 0), encoded.substring(end, end + named)));
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  private static int number(String encoded, int place) {
    int from = 1 + place * NUMBER;
    return Integer.parseInt(encoded.substring(from, from + NUMBER), 16);
  }
}
