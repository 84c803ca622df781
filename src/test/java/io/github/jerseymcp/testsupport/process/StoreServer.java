package io.github.jerseymcp.testsupport.process;

import java.io.IOException;

/** A server that keeps used proofs, each over a power cut; it can be killed and started again. */
public interface StoreServer extends AutoCloseable {

  /** Where a store finds it: a URL of Redis or of JDBC. */
  String address();

  /** Starts it, or starts it again on the same data and the same port. */
  void start() throws Exception;

  /** Kills all of it, as a power cut does, and waits until nothing of it is left. */
  void kill() throws Exception;

  /** Kills what still runs. */
  @Override
  void close() throws IOException;
}
