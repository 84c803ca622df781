package io.github.jerseymcp.mcp.answer;

import io.github.jerseymcp.mcp.message.RpcError;

/**
 * An answer as it may leave, and how its message ended by it.
 *
 * @param json the JSON-RPC message; nobody may change it
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody, and too large to copy.
public record EncodedAnswer(byte[] json, Ending ending) {

  /** The same message, sent because its call ends for this reason. */
  public EncodedAnswer because(RpcError reason) {
    return new EncodedAnswer(json, Ending.of(reason));
  }

  /** Leaves out what is answered. */
  @Override
  public String toString() {
    return "EncodedAnswer[" + ending + "]";
  }
}
