package io.github.jerseymcp.refusal;

/**
 * Writes the JSON body of a refusal, for applications whose clients expect a shape of their own.
 *
 * <p>Status and header fields are not its business.
 *
 * <p>Threads: it is called on the thread that answers the request, which is mostly one of the
 * container. Many threads call it at once, so it must be thread-safe.
 *
 * <p>Time: it must not wait. Anybody can cause a refusal, as often as they like.
 *
 * <p>Failure: if it throws or answers null, the body of {@link #standard()} is sent, and the log
 * says so once. Whether the text is JSON is not checked at a request.
 *
 * <p>{@code RefusalBodyContract} of the test kit checks an implementation.
 */
@FunctionalInterface
public interface RefusalBody {

  /** The body as the text of one JSON object. */
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
