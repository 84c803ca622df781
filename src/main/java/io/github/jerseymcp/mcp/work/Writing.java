package io.github.jerseymcp.mcp.work;

/** Writes something to a reader, who may be slow or gone. */
public interface Writing {

  /** Writes, and says so after each part that the container has taken. */
  void write(Progress progress);

  /**
   * The reader has taken nothing for too long. Called on another thread while {@link #write} still
   * waits; it must not wait itself.
   */
  void giveUp();

  /** It is never written, since the writers were closed. Frees what it holds, and does not wait. */
  void refuse();

  /** Where a writing says that the reader takes something. */
  @FunctionalInterface
  interface Progress {

    /** Some bytes were taken. */
    void made();
  }
}
