package io.github.jerseymcp.mcp.answer;

import io.github.jerseymcp.event.CallEnded.Outcome;
import io.github.jerseymcp.mcp.message.RpcError;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How a message ended, for those who watch.
 *
 * @param errorCode the code of the JSON-RPC error
 * @param error the error, where it is one of the library's
 */
public record Ending(Outcome outcome, OptionalInt errorCode, Optional<RpcError> error) {

  /** Its client cancelled it. */
  public static final Ending CANCELLED = of(Outcome.CANCELLED);

  /** Its client is gone. */
  public static final Ending CONNECTION_LOST = of(Outcome.CONNECTION_LOST);

  private static final Ending ANSWERED = of(Outcome.ANSWERED);
  private static final Ending TOOL_ERROR = of(Outcome.TOOL_ERROR);

  /** It has a result. */
  static Ending ofResult(@Nullable Object result) {
    return ofResult(result instanceof CallToolResult tool && Boolean.TRUE.equals(tool.isError()));
  }

  /** It has a result, of a tool perhaps that failed. */
  public static Ending ofResult(boolean isError) {
    return isError ? TOOL_ERROR : ANSWERED;
  }

  /** It has an error of the application's own, which the settings let pass. */
  static Ending ofApplication(int code) {
    return new Ending(Outcome.PROTOCOL_ERROR, OptionalInt.of(code), Optional.empty());
  }

  /** It was begun, and has this error. */
  public static Ending of(RpcError error) {
    return of(error, outcomeOf(error));
  }

  /**
   * It was begun, and is ended for this reason. On a stream nothing more is said, so nothing is
   * refused.
   */
  public static Ending stopped(RpcError reason, boolean streamed) {
    return streamed ? of(outcomeOf(reason)) : of(reason);
  }

  /** It was refused with this error before its work began. */
  public static Ending refused(RpcError error) {
    return of(error, Outcome.REFUSED);
  }

  /** Whether there is a result. */
  public boolean isAnswered() {
    return outcome == Outcome.ANSWERED;
  }

  private static Outcome outcomeOf(RpcError error) {
    return switch (error) {
      case TIMED_OUT -> Outcome.TIMED_OUT;
      case TOKEN_ENDED -> Outcome.TOKEN_ENDED;
      case SESSION_NOT_FOUND -> Outcome.SESSION_ENDED;
      case STOPPING -> Outcome.CLOSING;
      default -> Outcome.PROTOCOL_ERROR;
    };
  }

  private static Ending of(Outcome outcome) {
    return new Ending(outcome, OptionalInt.empty(), Optional.empty());
  }

  private static Ending of(RpcError error, Outcome outcome) {
    return new Ending(outcome, OptionalInt.of(error.rpcCode()), Optional.of(error));
  }
}
