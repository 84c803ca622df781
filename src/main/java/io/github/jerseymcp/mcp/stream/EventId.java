package io.github.jerseymcp.mcp.stream;

import java.util.Optional;

/** The id of an event: the number of its stream in the session, and its place there. */
public record EventId(long stream, long sequence) {

  private static final int LONGEST = 40;

  public static Optional<EventId> parse(String id) {
    int dash = id.indexOf('-');
    if (dash < 1 || id.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      long stream = Long.parseLong(id.substring(0, dash));
      long sequence = Long.parseLong(id.substring(dash + 1));
      return stream < 0 || sequence < 0
          ? Optional.empty()
          : Optional.of(new EventId(stream, sequence));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return stream + "-" + sequence;
  }
}
