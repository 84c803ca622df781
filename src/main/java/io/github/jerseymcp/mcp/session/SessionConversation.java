package io.github.jerseymcp.mcp.session;

import io.github.jerseymcp.mcp.McpOperation;
import io.github.jerseymcp.mcp.call.Call;
import io.github.jerseymcp.mcp.call.CallOwner;
import io.github.jerseymcp.mcp.call.CallPlaces;
import io.github.jerseymcp.mcp.call.CallSupport;
import io.github.jerseymcp.mcp.call.Conversation;
import io.github.jerseymcp.mcp.call.ServerMessages;
import io.github.jerseymcp.mcp.listing.ListPages;
import io.github.jerseymcp.mcp.listing.ListedTools;
import io.github.jerseymcp.mcp.message.IncomingMessage;
import io.github.jerseymcp.mcp.message.MessageReader;
import io.github.jerseymcp.mcp.message.OperationNeeds;
import io.github.jerseymcp.mcp.message.RefusedMessageException;
import io.github.jerseymcp.mcp.stream.MessageStream;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.ListToolsResult;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import reactor.core.publisher.Mono;

/** The messages that belong to one session. */
record SessionConversation(Session session, SessionStreams streams, CallSupport support)
    implements Conversation {

  @Override
  public CallOwner owner(CallPlaces.Place place, OperationNeeds needed) {
    long number = session.nextNumber();
    MessageStream stream = streams.begin(number, session.account());
    stream.needs(needed);
    return new SessionCallOwner(
        session, number, stream, streams.priming(session), support.connections(), place);
  }

  @Override
  public boolean takes(IncomingMessage.Notification notification) {
    McpOperation operation = notification.operation();
    if (!operation.method().equals("notifications/cancelled")) {
      return false;
    }
    MessageReader.idOf(operation.parameters().get("requestId"))
        .flatMap(session::call)
        .ifPresent(Call::cancel);
    return true;
  }

  @Override
  public Mono<Void> handle(JSONRPCNotification notification, McpTransportContext context) {
    return session.server().accept(notification);
  }

  @Override
  public Mono<Void> handle(JSONRPCRequest request, Call call, McpTransportContext context) {
    if (ListPages.isList(request.method())) {
      return support
          .lists()
          .ofOlder(
              call.request(), call.message(), asked -> ListedTools.ask(session.server(), asked))
          .doOnNext(call::finish)
          .onErrorResume(
              RefusedMessageException.class,
              refused -> Mono.fromRunnable(() -> call.refuse(refused.error())))
          .then();
    }
    Subscriptions.Telling change = session.subscriptions().tell(call.message().operation());
    ServerMessages messages =
        ServerMessages.of(
            call, response -> change.answered(response.error() == null), support.settings().json());
    McpStreamableServerSession.McpStreamableServerSessionStream stream =
        session.server().responseStream(messages);
    Mono<Void> work = stream.handle(request);
    return support
        .confirmations()
        .of(call.message().operation())
        .map(
            rule ->
                new SessionQuestion(rule, call, stream, messages).before(work, session.asksUsers()))
        .orElse(work)
        .doFinally(end -> change.over());
  }

  @Override
  public Mono<ListToolsResult> tools(McpTransportContext context) {
    return ListedTools.of(session.server());
  }
}
