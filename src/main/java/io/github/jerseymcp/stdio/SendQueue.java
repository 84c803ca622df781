package io.github.jerseymcp.stdio;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be read by a server. Nobody who sends waits: one thread writes, and a server that
 * does not read what it is sent is told of where too much waits. Thread-safe.
 */
final class SendQueue {

  private final int maximum;
  private final Queue<byte[]> waiting = new ArrayDeque<>();
  private long bytes;
  private boolean finished;

  SendQueue(int maximum) {
    this.maximum = maximum;
  }

  /** Adds bytes; false if too many wait already, and true without effect once it is finished. */
  synchronized boolean add(byte[] more) {
    if (finished) {
      return true;
    }
    if (bytes + more.length > maximum) {
      return false;
    }
    bytes += more.length;
    waiting.add(more);
    notifyAll();
    return true;
  }

  /** Ends the input after what waits. */
  synchronized void finish() {
    finished = true;
    notifyAll();
  }

  /** Writes until it is finished, or nobody reads any more. */
  void writeAll(OutputStream out) {
    try (out) {
      for (byte[] next = take(); next != null; next = take()) {
        out.write(next);
        out.flush();
        written(next.length);
      }
    } catch (IOException e) {
      // The server is gone or has closed its input: what follows from that is seen elsewhere.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized byte @Nullable [] take() throws InterruptedException {
    while (waiting.isEmpty() && !finished) {
      wait();
    }
    return waiting.poll();
  }

  private synchronized void written(int count) {
    bytes -= count;
  }
}
