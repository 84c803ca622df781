package io.github.jerseymcp.mcp.stateless;

import io.github.jerseymcp.mcp.call.Call;
import io.github.jerseymcp.mcp.call.CallOwner;
import io.github.jerseymcp.mcp.call.CallPlaces;
import io.github.jerseymcp.mcp.call.CallSupport;
import io.github.jerseymcp.mcp.call.Conversation;
import io.github.jerseymcp.mcp.confirm.Confirmation;
import io.github.jerseymcp.mcp.header.ProposedVersion;
import io.github.jerseymcp.mcp.listing.ListPages;
import io.github.jerseymcp.mcp.listing.ListedTools;
import io.github.jerseymcp.mcp.message.IncomingMessage;
import io.github.jerseymcp.mcp.message.OperationNeeds;
import io.github.jerseymcp.mcp.message.RefusedMessageException;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpStatelessServerHandler;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.ListToolsResult;
import java.util.Optional;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** One message that belongs to nothing else. */
record StatelessConversation(
    Supplier<McpStatelessServerHandler> server, StatelessCalls calls, CallSupport support)
    implements Conversation {

  /** Nobody comes back for the events of the call, so it does not matter what they need. */
  @Override
  public CallOwner owner(CallPlaces.Place place, OperationNeeds needed) {
    return calls.owner(place);
  }

  @Override
  public boolean takes(IncomingMessage.Notification notification) {
    return false;
  }

  @Override
  public Mono<Void> handle(JSONRPCNotification notification, McpTransportContext context) {
    return server.get().handleNotification(context, notification);
  }

  @Override
  public Mono<Void> handle(JSONRPCRequest request, Call call, McpTransportContext context) {
    if (ListPages.isList(request.method())) {
      return support
          .lists()
          .ofOlder(
              call.request(), call.message(), asked -> server.get().handleRequest(context, asked))
          .doOnNext(call::finish)
          .onErrorResume(
              RefusedMessageException.class,
              refused -> Mono.fromRunnable(() -> call.refuse(refused.error())))
          .then();
    }
    Optional<Confirmation> rule = support.confirmations().of(call.message().operation());
    if (rule.isPresent() && rule.get().always()) {
      call.finish(JSONRPCResponse.result(request.id(), Confirmation.unasked()));
      return Mono.empty();
    }
    return server
        .get()
        .handleRequest(context, known(request, call))
        .doOnNext(answer -> call.finish(untold(request, answer)))
        .then();
  }

  private JSONRPCResponse untold(JSONRPCRequest request, JSONRPCResponse answer) {
    return request.method().equals("initialize")
        ? Untold.of(answer, support.settings().json())
        : answer;
  }

  private static JSONRPCRequest known(JSONRPCRequest request, Call call) {
    return request.method().equals("initialize")
        ? new JSONRPCRequest(
            "2.0",
            request.method(),
            request.id(),
            ProposedVersion.answered(call.message().operation().parameters()))
        : request;
  }

  @Override
  public Mono<ListToolsResult> tools(McpTransportContext context) {
    return ListedTools.of(server.get(), context);
  }
}
