package io.github.jerseymcp.client.signin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The head of a request by a browser: a GET with a target and one Host. */
final class RequestHead {

  private static final int MOST_BYTES = 16 * 1024;

  private RequestHead() {}

  /** The head; empty if it is too long, too slow, or not of lines that end as HTTP has it. */
  static Optional<String> read(InputStream in, long deadline) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int last = 0;
    while (head.size() < MOST_BYTES && System.nanoTime() - deadline < 0) {
      int next = in.read();
      if (next < 0 || (next == '\n' && last != '\r')) {
        return Optional.empty();
      }
      head.write(next);
      last = next;
      if (next == '\n') {
        String text = head.toString(StandardCharsets.ISO_8859_1);
        if (text.endsWith("\r\n\r\n")) {
          return Optional.of(text);
        }
      }
    }
    return Optional.empty();
  }

  /** The target of a GET to that host. */
  static Optional<String> target(String head, String host) {
    List<String> lines = List.of(head.split("\r\n"));
    String[] words = lines.get(0).split(" ", -1);
    if (words.length != 3
        || !words[0].equals("GET")
        || !words[1].startsWith("/")
        || !words[2].equals("HTTP/1.1")) {
      return Optional.empty();
    }
    List<String> hosts =
        lines.stream()
            .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("host:"))
            .map(line -> line.substring(5).strip())
            .toList();
    return hosts.equals(List.of(host)) ? Optional.of(words[1]) : Optional.empty();
  }
}
