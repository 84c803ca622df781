package io.github.jerseymcp.mcp.modern;

import io.github.jerseymcp.mcp.call.Call;
import io.github.jerseymcp.mcp.call.CallSupport;
import io.github.jerseymcp.mcp.message.IncomingMessage;
import io.github.jerseymcp.mcp.message.RpcError;
import io.modelcontextprotocol.modern.JsonRpc;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import java.util.Map;
import java.util.Optional;

/** The errors of a server of this version, as they may leave. */
record ModernErrors(CallSupport support) {

  private static final int HEADER_MISMATCH = -32020;
  private static final int MISSING_CAPABILITY = -32021;
  private static final int INVALID_PARAMS = -32602;

  void send(JsonRpc.JSONRPCResponse.JSONRPCError error, Call call) {
    IncomingMessage.Request message = call.message();
    RpcError own = own(error, message);
    if (own == RpcError.INTERNAL) {
      JSONRPCError same = new JSONRPCError(error.code(), error.message(), error.data());
      int status = message.terms().of(RpcError.ofCode(error.code())).status();
      support.encode(call, same).ifPresent(answer -> call.finish(status, answer));
      return;
    }
    call.finish(own.status(), support.answers().encode(own, message, dataOf(own, error, message)));
  }

  /** Refuses a call whose client lacks these capabilities. */
  void refuseWithout(Map<String, Object> capabilities, Call call) {
    RpcError lacking = RpcError.MISSING_CAPABILITY;
    Map<String, Object> data = Map.of("requiredCapabilities", capabilities);
    call.finish(
        lacking.status(), support.answers().encode(lacking, call.message(), Optional.of(data)));
  }

  /** Refuses a call that would ask its client more often than it may. */
  void unanswered(Call call) {
    RpcError error = RpcError.UNANSWERED;
    call.finish(error.status(), support.answers().encode(error, call.message()));
  }

  /** The error of this version, or {@code INTERNAL} for what all versions know or none does. */
  private static RpcError own(
      JsonRpc.JSONRPCResponse.JSONRPCError error, IncomingMessage.Request message) {
    return switch (error.code()) {
      case HEADER_MISMATCH -> RpcError.MIRROR_MISMATCH;
      case MISSING_CAPABILITY -> RpcError.MISSING_CAPABILITY;
      case INVALID_PARAMS ->
          message.operation().method().equals("resources/read")
                  && error.data() instanceof Map<?, ?> data
                  && data.containsKey("uri")
              ? RpcError.UNKNOWN_RESOURCE
              : RpcError.UNFIT_PARAMS;
      default -> RpcError.INTERNAL;
    };
  }

  private static Optional<Object> dataOf(
      RpcError own, JsonRpc.JSONRPCResponse.JSONRPCError error, IncomingMessage.Request message) {
    return switch (own) {
      case UNKNOWN_RESOURCE -> message.operation().name().map(uri -> Map.of("uri", uri));
      case MISSING_CAPABILITY -> Optional.ofNullable(error.data());
      default -> Optional.empty();
    };
  }
}
