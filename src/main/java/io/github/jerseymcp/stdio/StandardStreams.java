package io.github.jerseymcp.stdio;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.spec.McpClientTransport;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The standard streams of a process that is itself a local server. Whoever claims them has them
 * alone: from then on {@code System.out} is the error stream and {@code System.in} is empty, so
 * that what a tool, a library or a logger prints can neither break the protocol nor forge a
 * message.
 *
 * <p>Claim them in the first line of {@code main}, before anything else is loaded. Native code, and
 * whoever opens {@link FileDescriptor#out} by himself, still reaches the stream.
 */
public final class StandardStreams {

  private static final AtomicBoolean CLAIMED = new AtomicBoolean();

  private final InputStream in;
  private final OutputStream out;

  private StandardStreams(InputStream in, OutputStream out) {
    this.in = in;
    this.out = out;
  }

  /**
   * Takes them.
   *
   * @throws IllegalStateException if they were taken before
   */
  public static StandardStreams claim() {
    if (!CLAIMED.compareAndSet(false, true)) {
      throw new IllegalStateException("The standard streams are taken already");
    }
    PrintStream printed = System.out;
    System.setOut(System.err);
    System.setIn(InputStream.nullInputStream());
    printed.flush();
    return new StandardStreams(
        new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out));
  }

  /**
   * Serves the client by a connection to a server of this JVM, or by any other transport, until its
   * input ends.
   *
   * @param server not connected yet; it is closed in the end
   */
  public void serve(McpClientTransport server, McpJsonMapper json) {
    new StreamBridge(server, json, out).serve(in);
  }

  /** What the client sends. */
  public InputStream in() {
    return in;
  }

  /** What the client reads; not buffered. */
  public OutputStream out() {
    return out;
  }
}
