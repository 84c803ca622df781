package io.github.jerseymcp.refusal;

/**
 * Writes the JSON body of a refusal, for applications whose clients expect a shape of their own.
 *
 * <p>Status and header fields are not its business. It must be thread-safe; if it throws, the body
 * of {@link #standard()} is sent.
 */
@FunctionalInterface
public interface RefusalBody {

  /** The body as JSON text. */
  String json(Refusal refusal);

  /**
   * The standard body: {@code {"error": ..., "error_description": ...}}, each member only where the
   * refusal has it. A refused Host, Origin or size is a JSON-RPC error without an id, as MCP has
   * it.
   */
  static RefusalBody standard() {
    return new StandardRefusalBody();
  }
}
