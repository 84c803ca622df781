package io.github.jerseymcp.example.doctor;

import io.github.jerseymcp.testsupport.process.ChildProcess;

/**
 * A server by others that runs.
 *
 * @param process its process
 * @param url its endpoint
 */
record Peer(ChildProcess process, String url) implements AutoCloseable {

  /** The server that this process starts, when it listens. */
  static Peer of(ChildProcess process) throws InterruptedException {
    return new Peer(process, "http://127.0.0.1:" + process.awaitLine("PORT ") + "/mcp");
  }

  @Override
  public void close() {
    process.close();
  }
}
