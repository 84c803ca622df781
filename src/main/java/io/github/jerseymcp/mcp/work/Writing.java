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

  /** Something that is written at once, and ends by itself when its reader is gone. */
  static Writing of(Runnable writing) {
    return new Writing() {
      @Override
      public void write(Progress progress) {
        writing.run();
      }

      @Override
      public void giveUp() {
        // The write ends with an exception.
      }
    };
  }

  /** Where a writing says that the reader takes something. */
  @FunctionalInterface
  interface Progress {

    /** Some bytes were taken. */
    void made();
  }
}
