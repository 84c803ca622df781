package io.github.jerseymcp.example.cluster;

import java.io.IOException;

/** A server that nodes share their used proofs through; it keeps each over a power cut. */
interface StoreServer extends AutoCloseable {

  /** What {@code --replay-store} says. */
  String address();

  /** Starts it, or starts it again on the same data and the same port. */
  void start() throws Exception;

  /** Kills all of it, as a power cut does, and waits until nothing of it is left. */
  void kill() throws Exception;

  /** Kills what still runs. */
  @Override
  void close() throws IOException;
}
