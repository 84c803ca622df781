package io.github.jerseymcp.local;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;

/** Takes events in parts as the server writes them, and gives back the messages in them. */
final class EventText {

  private static final byte[] DATA = "data: ".getBytes(US_ASCII);

  private final ByteArrayOutputStream event = new ByteArrayOutputStream();

  /** Adds a part; the message, if it is the last one of an event that has one. */
  Optional<byte[]> add(byte[] part) {
    event.writeBytes(part);
    int length = part.length;
    boolean whole = length > 0 && part[length - 1] == '\n' && endsWithEmptyLine();
    if (!whole) {
      return Optional.empty();
    }
    byte[] all = event.toByteArray();
    event.reset();
    return data(all);
  }

  private boolean endsWithEmptyLine() {
    byte[] all = event.toByteArray();
    return all.length > 1 && all[all.length - 2] == '\n';
  }

  /** The server writes its JSON in one line. */
  private static Optional<byte[]> data(byte[] all) {
    int start = 0;
    for (int i = 0; i < all.length; i++) {
      if (all[i] == '\n') {
        int end = i;
        boolean data =
            end - start > DATA.length
                && Arrays.equals(all, start, start + DATA.length, DATA, 0, DATA.length);
        if (data) {
          return Optional.of(Arrays.copyOfRange(all, start + DATA.length, end));
        }
        start = i + 1;
      }
    }
    return Optional.empty();
  }
}
