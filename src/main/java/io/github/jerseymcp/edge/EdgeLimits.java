package io.github.jerseymcp.edge;

/**
 * How large a request may be.
 *
 * @param headerBytes the bytes of all header fields together, names and separators included
 * @param headerFields the number of header fields
 * @param bodyBytes the bytes of the body
 */
public record EdgeLimits(int headerBytes, int headerFields, long bodyBytes) {

  private static final EdgeLimits DEFAULTS = new EdgeLimits(64 * 1024, 200, 4L * 1024 * 1024);

  /** Checks that each limit is at least 1. */
  public EdgeLimits {
    if (headerBytes < 1 || headerFields < 1 || bodyBytes < 1) {
      throw new IllegalArgumentException("Each limit on a request must be at least 1");
    }
  }

  /** 64 KiB of header fields, 200 of them, and 4 MiB of body. */
  public static EdgeLimits defaults() {
    return DEFAULTS;
  }

  /** These limits with another one for the body, in bytes. */
  public EdgeLimits withBodyBytes(long bytes) {
    return new EdgeLimits(headerBytes, headerFields, bytes);
  }
}
