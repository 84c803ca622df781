package io.github.jerseymcp.mcp.modern;

import io.github.jerseymcp.mcp.call.Call;
import io.github.jerseymcp.mcp.call.CallOwner;
import io.github.jerseymcp.mcp.call.CallPlaces;
import io.github.jerseymcp.mcp.call.CallSupport;
import io.github.jerseymcp.mcp.call.Conversation;
import io.github.jerseymcp.mcp.header.MirroredArguments;
import io.github.jerseymcp.mcp.listing.ListPages;
import io.github.jerseymcp.mcp.message.IncomingMessage;
import io.github.jerseymcp.mcp.message.OperationNeeds;
import io.github.jerseymcp.mcp.message.RefusedMessageException;
import io.github.jerseymcp.mcp.message.RpcError;
import io.github.jerseymcp.mcp.stateless.StatelessCalls;
import io.github.jerseymcp.mcp.watch.Watchers;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.modern.JsonRpc;
import io.modelcontextprotocol.modern.server.McpHeaders;
import io.modelcontextprotocol.modern.server.McpRequestManager;
import io.modelcontextprotocol.modern.server.McpTransportResponse;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.ListToolsResult;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;

/** One request to a server of this version. Nothing is kept of it. */
record ModernConversation(
    McpRequestManager server,
    StatelessCalls calls,
    ServerTools tools,
    ModernAnswers answers,
    RoundTrips trips,
    Agreement agreement,
    CallSupport support,
    Watchers watchers,
    ModernLists lists)
    implements Conversation {

  @Override
  public CallOwner owner(CallPlaces.Place place, OperationNeeds needed) {
    return calls.owner(place);
  }

  /** A client cancels by going away, and has nothing else to tell. */
  @Override
  public boolean takes(IncomingMessage.Notification notification) {
    return true;
  }

  @Override
  public Mono<Void> handle(JSONRPCNotification notification, McpTransportContext context) {
    return Mono.empty();
  }

  @Override
  public Mono<Void> handle(JSONRPCRequest request, Call call, McpTransportContext context) {
    if (ListPages.isList(request.method())) {
      return lists.answer(call, mirrored(context, call));
    }
    Optional<Trip> trip;
    try {
      trip = agreement.before(call, trips.opened(call, request.params()));
    } catch (RefusedMessageException e) {
      call.refuse(e.error());
      return Mono.empty();
    }
    return trip.isEmpty() ? Mono.empty() : handle(request, call, context, trip.get());
  }

  private Mono<Void> handle(
      JSONRPCRequest request, Call call, McpTransportContext context, Trip trip) {
    JsonRpc.JSONRPCRequest asked =
        new JsonRpc.JSONRPCRequest("2.0", request.method(), request.id(), trip.parameters());
    McpTransportContext mirrored = mirrored(context, call);
    if (request.method().equals(Listening.METHOD)) {
      return listen(asked, call, mirrored, trip.progress());
    }
    return server
        .handleBlocking(mirrored, asked)
        .flatMap(
            answer ->
                deliver(answer, call, trip.progress(), notification -> call.emit(notification)));
  }

  /** What listens must not keep a thread; all else is run on the one that is here for it. */
  private Mono<Void> listen(
      JsonRpc.JSONRPCRequest request,
      Call call,
      McpTransportContext context,
      TripProgress progress) {
    if (!Listening.isFit(call.message().operation().parameters())) {
      call.refuse(RpcError.UNFIT_PARAMS);
      return Mono.empty();
    }
    Listening listening = new Listening(call, support, watchers);
    return server
        .handle(context, request)
        .flatMap(answer -> deliver(answer, call, progress, listening::pass))
        .doFinally(end -> listening.end());
  }

  @Override
  public Mono<ListToolsResult> tools(McpTransportContext context) {
    return tools.seenBy(context);
  }

  private Mono<Void> deliver(
      McpTransportResponse response,
      Call call,
      TripProgress progress,
      Consumer<JsonRpc.JSONRPCNotification> notifications) {
    if (response instanceof McpTransportResponse.Streaming streaming) {
      return streaming
          .messages()
          .doOnNext(message -> pass(message, call, progress, notifications))
          .then();
    }
    if (response instanceof McpTransportResponse.Result result) {
      answers.send(result.response(), call, progress);
    } else if (response instanceof McpTransportResponse.Error error) {
      answers.send(error.response(), call, progress);
    }
    return Mono.empty();
  }

  private void pass(
      JsonRpc.JSONRPCMessage message,
      Call call,
      TripProgress progress,
      Consumer<JsonRpc.JSONRPCNotification> notifications) {
    if (message instanceof JsonRpc.JSONRPCResponse response) {
      answers.send(response, call, progress);
    } else if (message instanceof JsonRpc.JSONRPCNotification notification) {
      notifications.accept(notification);
    }
  }

  private static McpTransportContext mirrored(McpTransportContext context, Call call) {
    return context.putAll(Map.of(McpHeaders.TRANSPORT_CONTEXT_KEY, headers(call)));
  }

  /** The arguments that the header mirrors: the server compares them with what its tool says. */
  private static McpHeaders headers(Call call) {
    if (!call.request().isMirrored()) {
      return McpHeaders.NOT_MIRRORED;
    }
    McpHeaders.Builder headers = McpHeaders.builder();
    try {
      MirroredArguments.of(call.request(), call.message()).values().forEach(headers::paramHeader);
    } catch (RefusedMessageException e) {
      throw new IllegalStateException("The header was read before", e);
    }
    return headers.build();
  }
}
