package io.github.jerseymcp.stdio;

import io.github.jerseymcp.time.Ticker;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The error stream of a server: read until it ends, so that the server never waits for us, and told
 * within a rate. Used by one thread.
 */
final class ErrorLines {

  private static final Logger logger = LoggerFactory.getLogger(LocalServer.class);
  private static final int LONGEST = 8 * 1024;
  private static final long SECOND = 1_000_000_000L;

  private final Consumer<String> reader;
  private final int rate;
  private final Ticker ticker;
  private final byte[] line = new byte[LONGEST];
  private int length;
  private boolean began;
  private long second;
  private long told;
  private long leftOut;

  ErrorLines(Consumer<String> reader, int rate, Ticker ticker) {
    this.reader = reader;
    this.rate = rate;
    this.ticker = ticker;
    this.second = ticker.nanos();
  }

  void readAll(InputStream in) {
    byte[] chunk = new byte[LONGEST];
    try (in) {
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        for (int i = 0; i < read; i++) {
          take(chunk[i]);
        }
      }
    } catch (IOException e) {
      // The server is gone.
    }
    if (began) {
      tell();
    }
    tellLeftOut();
  }

  private void take(byte next) {
    if (next == '\n') {
      tell();
    } else {
      began = true;
      if (length < LONGEST) {
        line[length++] = next;
      }
    }
  }

  private void tell() {
    long now = ticker.nanos();
    if (now - second >= SECOND) {
      tellLeftOut();
      second = now;
      told = 0;
    }
    if (told + length > rate) {
      leftOut++;
    } else {
      told += length + 1;
      tell(PlainText.of(line, length));
    }
    length = 0;
    began = false;
  }

  private void tellLeftOut() {
    if (leftOut > 0) {
      tell("[" + leftOut + " lines left out]");
      leftOut = 0;
    }
  }

  private void tell(String text) {
    try {
      reader.accept(text);
    } catch (RuntimeException e) {
      logger.warn("The reader of a local server's error stream failed", e);
    }
  }
}
