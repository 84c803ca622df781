package io.github.jerseymcp.feed;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What nodes tell each other: {@code mcp1}, the node and a number in the first line, then a line
 * for each change: its kind, its audience or a dash, and its URI. What comes may have been made by
 * anybody.
 *
 * @param node who says it
 * @param number how many messages with changes it has sent, this one included
 * @param changes what has changed; nothing where the node only says that it is there
 */
record ChangeMessage(String node, long number, List<Change> changes) {

  private static final Pattern HEAD = Pattern.compile("mcp1 ([0-9a-f]{32}) ([0-9]{1,18})");
  private static final Pattern LINE = Pattern.compile("([TPLRE]) (-|[A-Za-z0-9_-]{43})(?: (.+))?");
  private static final String NOBODY = "-";

  /** Beyond what the head and the line of one change take. */
  private static final int MOST_OF_CHANGES = ChangeChannel.LONGEST_MESSAGE - 100;

  ChangeMessage {
    changes = List.copyOf(changes);
  }

  /** The changes in parts, each of which fits into a message. */
  static List<List<Change>> parts(Collection<Change> changes) {
    List<List<Change>> parts = new ArrayList<>();
    List<Change> part = new ArrayList<>();
    int length = 0;
    for (Change change : changes) {
      int more = line(change).getBytes(StandardCharsets.UTF_8).length + 1;
      if (length + more > MOST_OF_CHANGES) {
        parts.add(part);
        part = new ArrayList<>();
        length = 0;
      }
      part.add(change);
      length += more;
    }
    if (!part.isEmpty()) {
      parts.add(part);
    }
    return parts;
  }

  String text() {
    StringBuilder text = new StringBuilder("mcp1 ").append(node).append(' ').append(number);
    changes.forEach(change -> text.append('\n').append(line(change)));
    return text.toString();
  }

  /** What a message says; empty if it is none. */
  static Optional<ChangeMessage> read(String text) {
    if (text.length() > ChangeChannel.LONGEST_MESSAGE) {
      return Optional.empty();
    }
    String[] lines = text.split("\n", -1);
    var head = HEAD.matcher(lines[0]);
    if (!head.matches()) {
      return Optional.empty();
    }
    List<Change> changes = new ArrayList<>();
    for (int i = 1; i < lines.length; i++) {
      Optional<Change> change = change(lines[i]);
      if (change.isEmpty()) {
        return Optional.empty();
      }
      changes.add(change.get());
    }
    return Optional.of(new ChangeMessage(head.group(1), Long.parseLong(head.group(2)), changes));
  }

  private static Optional<Change> change(String line) {
    var parts = LINE.matcher(line);
    if (!parts.matches()) {
      return Optional.empty();
    }
    String audience = parts.group(2).equals(NOBODY) ? "" : parts.group(2);
    String uri = parts.group(3) == null ? "" : parts.group(3);
    Change.Kind kind = kind(parts.group(1).charAt(0));
    boolean fits = kind == Change.Kind.RESOURCE ? Change.isUri(uri) : uri.isEmpty();
    return fits ? Optional.of(new Change(kind, uri, audience)) : Optional.empty();
  }

  private static String line(Change change) {
    String line =
        letter(change.kind()) + " " + (change.audience().isEmpty() ? NOBODY : change.audience());
    return change.uri().isEmpty() ? line : line + " " + change.uri();
  }

  private static char letter(Change.Kind kind) {
    return switch (kind) {
      case TOOLS -> 'T';
      case PROMPTS -> 'P';
      case RESOURCES -> 'L';
      case RESOURCE -> 'R';
      case EVERYTHING -> 'E';
    };
  }

  private static Change.Kind kind(char letter) {
    for (Change.Kind kind : Change.Kind.values()) {
      if (letter(kind) == letter) {
        return kind;
      }
    }
    throw new IllegalArgumentException("No kind has this letter");
  }
}
