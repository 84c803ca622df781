package io.github.jerseymcp.jose;

/**
 * Says that a JSON text has more values, or would take more memory, than {@link JsonBounds} let.
 */
public final class HeavyJsonException extends MalformedJoseException {

  private static final long serialVersionUID = 1L;

  HeavyJsonException() {
    super("A JSON object of more values, or of a costlier shape, than is taken");
  }
}
