package io.github.jerseymcp.jose;

/**
 * How much one JSON text may become. Its bytes are bounded before it is read.
 *
 * <p>The weight of a text is an estimate of the heap, in bytes, that its values take: once as
 * {@link StrictJson} makes them, and once more as the maps and lists of Jackson, into which the MCP
 * SDK converts them for a handler. Whatever the bounds are, {@value #FLOOR} bytes are allowed, so
 * that no small text is refused for its shape. Immutable.
 *
 * @param nodes the values of a text, those inside of others included; at least 1
 * @param timesItsBytes how many times the bytes of the text it may weigh; at least 1
 */
public record JsonBounds(int nodes, int timesItsBytes) {

  /** What a text of any size may weigh. */
  static final long FLOOR = 1024 * 1024;

  /** No byte of a text makes more than this of its values: some 45 for empty objects. */
  private static final int LARGEST_WEIGHT_OF_BYTE = 64;

  private static final JsonBounds DEFAULTS = new JsonBounds(1_000_000, 5);

  /** Checks that each bound is at least 1. */
  public JsonBounds {
    if (nodes < 1 || timesItsBytes < 1) {
      throw new IllegalArgumentException("Each bound on a JSON text must be at least 1");
    }
  }

  /** A million values, and five times the bytes. */
  public static JsonBounds defaults() {
    return DEFAULTS;
  }

  /** The most that a text of so many bytes may weigh, or can. */
  public long mostWeight(int bytes) {
    return Math.min(weightOf(bytes), LARGEST_WEIGHT_OF_BYTE * (long) bytes);
  }

  long weightOf(int bytes) {
    return Math.max(FLOOR, (long) timesItsBytes * bytes);
  }
}
