package io.github.jerseymcp.mcp.answer;

/**
 * An answer as it may leave, and how its message ended by it.
 *
 * @param json the JSON-RPC message; nobody may change it
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody, and too large to copy.
public record EncodedAnswer(byte[] json, Ending ending) {

  /** Leaves out what is answered. */
  @Override
  public String toString() {
    return "EncodedAnswer[" + ending + "]";
  }
}
