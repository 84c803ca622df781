package io.github.jerseymcp.example.doctor.wire;

import java.util.ArrayList;
import java.util.List;

/** Reads the data of events (HTML standard, server-sent events). */
final class Events {

  private Events() {}

  /** The data of each whole event. */
  static List<String> data(String stream) {
    List<String> events = new ArrayList<>();
    StringBuilder data = new StringBuilder();
    for (String line : stream.split("\r\n|\r|\n", -1)) {
      if (line.startsWith("data:")) {
        data.append(line.substring("data:".length()).strip()).append('\n');
      } else if (line.isEmpty() && data.length() > 0) {
        events.add(data.toString());
        data.setLength(0);
      }
    }
    return events;
  }

  /** Whether an event may end in this part of a stream: there is the end of a line. */
  static boolean mayEnd(byte[] part, int length) {
    for (int i = 0; i < length; i++) {
      if (part[i] == '\n' || part[i] == '\r') {
        return true;
      }
    }
    return false;
  }

  /** Whether the answer to a request has come. */
  static boolean holdsAnswer(String stream) {
    return data(stream).stream()
        .anyMatch(data -> data.contains("\"result\"") || data.contains("\"error\""));
  }
}
