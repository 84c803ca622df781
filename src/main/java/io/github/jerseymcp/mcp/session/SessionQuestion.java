package io.github.jerseymcp.mcp.session;

import io.github.jerseymcp.mcp.call.Call;
import io.github.jerseymcp.mcp.confirm.Confirmation;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpStreamableServerSession.McpStreamableServerSessionStream;
import io.modelcontextprotocol.spec.McpStreamableServerTransport;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Asks the user of a session before a tool runs, on the event stream of its call. */
record SessionQuestion(
    Confirmation rule,
    Call call,
    McpStreamableServerSessionStream stream,
    McpStreamableServerTransport messages) {

  private static final TypeRef<Map<String, Object>> MEMBERS = new TypeRef<>() {};

  /** The work once the user has agreed, or an answer in its place. */
  Mono<Void> before(Mono<Void> work, boolean askable) {
    if (!askable || !call.request().acceptsEvents()) {
      return rule.always() ? answer(Confirmation.unasked()) : work;
    }
    return stream
        .sendRequest("elicitation/create", rule.form(call.message().operation()), MEMBERS)
        .map(answer -> "accept".equals(answer.get("action")))
        // A client that answers with an error has not agreed.
        .onErrorReturn(McpError.class, false)
        .defaultIfEmpty(false)
        .flatMap(agreed -> agreed ? work : answer(Confirmation.declined()));
  }

  private Mono<Void> answer(CallToolResult result) {
    return messages.sendMessage(JSONRPCResponse.result(call.message().requestId(), result));
  }
}
