package io.github.jerseymcp.example.doctor.check;

import io.github.jerseymcp.example.doctor.wire.Answer;
import java.util.List;

/**
 * What the endpoint answers to who has no token.
 *
 * @param first the answer to {@code initialize}
 * @param last the answer to {@code tools/list} where the first one let the doctor in, else the
 *     first
 */
record Entry(Answer first, Answer last) {

  private static final int METHOD_NOT_FOUND = -32601;

  /** Whether the tools are listed for everybody, or everybody is told that there are none. */
  boolean isOpen() {
    int error = last.message().path("error").path("code").asInt();
    return last.isSuccess() && (last.message().has("result") || error == METHOD_NOT_FOUND);
  }

  /** Whether another time is a better one to ask. */
  boolean isUnready() {
    return List.of(502, 504).contains(first.status());
  }

  /** Whether something else than an MCP endpoint answers. */
  boolean isElsewhere() {
    int status = first.status();
    boolean isNoPlace = status == 404 || status == 405 || status == 410 || status == 501;
    return isNoPlace || (first.isSuccess() && first.message().isMissingNode());
  }
}
