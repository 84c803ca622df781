package io.github.jerseymcp.mcp.work;

import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;

/** The body of a large answer, written in parts, so that a slow reader is told from none. */
public final class SlicedBody implements StreamingOutput {

  /** What is written at once. */
  public static final int SLICE = 64 * 1024;

  private final byte[] bytes;
  private final Writing.Progress progress;

  public SlicedBody(byte[] bytes, Writing.Progress progress) {
    this.bytes = bytes;
    this.progress = progress;
  }

  @Override
  public void write(OutputStream output) throws IOException {
    for (int from = 0; from < bytes.length; from += SLICE) {
      output.write(bytes, from, Math.min(SLICE, bytes.length - from));
      progress.made();
    }
  }
}
