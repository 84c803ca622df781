package io.github.jerseymcp.mcp.endpoint;

import io.github.jerseymcp.mcp.McpOperation;
import io.github.jerseymcp.mcp.McpTransportSettings;
import io.github.jerseymcp.mcp.call.Call;
import io.github.jerseymcp.mcp.call.CallPlaces;
import io.github.jerseymcp.mcp.call.CallSupport;
import io.github.jerseymcp.mcp.call.Connections;
import io.github.jerseymcp.mcp.call.HandlerContext;
import io.github.jerseymcp.mcp.call.Notifications;
import io.github.jerseymcp.mcp.listing.ListedTools;
import io.github.jerseymcp.mcp.listing.ToolsAtStart;
import io.github.jerseymcp.mcp.message.AuthoriseOperation;
import io.github.jerseymcp.mcp.message.Exchange;
import io.github.jerseymcp.mcp.message.IncomingMessage;
import io.github.jerseymcp.mcp.message.MessageBody;
import io.github.jerseymcp.mcp.message.MessageHeaders;
import io.github.jerseymcp.mcp.message.MirroredArguments;
import io.github.jerseymcp.mcp.message.RefusedMessageException;
import io.github.jerseymcp.mcp.message.RpcError;
import io.github.jerseymcp.mcp.stream.EventConnection;
import io.github.jerseymcp.mcp.stream.MessageStream;
import io.github.jerseymcp.mcp.work.Sweeper;
import io.github.jerseymcp.time.Moment;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpStatelessServerHandler;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Serves the messages of an endpoint without sessions. */
final class StatelessRequests {

  private final AuthoriseOperation authorise;
  private final CallSupport support;
  private final CallPlaces places = new CallPlaces();
  private final Connections connections;
  private final Notifications notifications;
  private final Set<Call> calls = ConcurrentHashMap.newKeySet();
  private volatile @Nullable McpStatelessServerHandler handler;
  private volatile boolean closed;

  StatelessRequests(McpTransportSettings settings, AuthoriseOperation rules) {
    this.authorise = rules;
    this.support = CallSupport.of(settings, rules);
    this.connections = new Connections(support);
    this.notifications = new Notifications(support);
  }

  int callsInFlight() {
    return places.inUse();
  }

  int streamsOpen() {
    return connections.size();
  }

  boolean hasServer() {
    return handler != null;
  }

  void serve(McpStatelessServerHandler serverHandler) {
    ToolsAtStart.check(serverHandler);
    this.handler = serverHandler;
  }

  void post(Exchange exchange, InputStream stream) throws IOException {
    support.receive(exchange, stream, (message, body) -> take(exchange, message, body));
  }

  private void take(Exchange exchange, IncomingMessage message, MessageBody body)
      throws RefusedMessageException {
    MessageHeaders.checkVersion(exchange, message.id());
    MirroredArguments mirrored = MessageHeaders.checkMirrors(exchange, message);
    authorise.check(exchange.caller(), message);
    if (message.isNotification()) {
      accept(exchange, message, body);
    } else {
      call(exchange, message, mirrored, body);
    }
  }

  void sweep(Moment now) {
    Sweeper.each(
        () -> support.writers().sweep(now),
        () -> support.handlers().sweep(),
        () -> connections.sweep(now),
        () -> notifications.sweep(now),
        () -> Sweeper.forEach(calls, call -> call.sweep(now)));
  }

  void revoke(String issuer, String tokenId) {
    calls.stream()
        .filter(call -> call.token().isOf(issuer, tokenId))
        .forEach(call -> call.stop(RpcError.TOKEN_ENDED));
    connections.revoke(issuer, tokenId);
  }

  void close() {
    closed = true;
    calls.forEach(call -> call.stop(RpcError.STOPPING));
    notifications.close();
    connections.closeAll();
    support.handlers().close();
    support.writers().close();
  }

  private void call(
      Exchange exchange, IncomingMessage message, MirroredArguments mirrored, MessageBody body)
      throws RefusedMessageException {
    exchange.checkAcceptable(message);
    CallPlaces.Place place = places.take(exchange.account(), message);
    Call call =
        new Call(
            exchange,
            message,
            new MessageStream(0, Optional.empty(), support.clocks()),
            Optional.empty(),
            new StatelessCalls(calls, connections, place),
            body.takeOver(),
            support);
    calls.add(call);
    try {
      if (closed) {
        throw new RefusedMessageException(RpcError.STOPPING, message.id());
      }
      if (call.begin()) {
        run(call, mirrored, HandlerContext.of(exchange.caller(), call));
      }
    } catch (RefusedMessageException e) {
      calls.remove(call);
      call.abandon();
      throw e;
    } catch (RuntimeException | Error e) {
      call.fail(e);
    }
  }

  private void run(Call call, MirroredArguments mirrored, McpTransportContext context) {
    McpOperation operation = mirrored.call();
    JSONRPCRequest request =
        new JSONRPCRequest("2.0", operation.method(), call.message().id(), operation.parameters());
    call.start(
        () ->
            mirrored
                .before(
                    Mono.defer(() -> handler().handleRequest(context, request)),
                    ListedTools.of(handler(), context),
                    () -> call.refuse(RpcError.HEADER_MISMATCH))
                .contextWrite(all -> all.put(McpTransportContext.KEY, context))
                .subscribe(call::finish, call::fail, call::close));
  }

  private void accept(Exchange exchange, IncomingMessage message, MessageBody body)
      throws RefusedMessageException {
    McpOperation operation = message.asked();
    JSONRPCNotification notification =
        new JSONRPCNotification("2.0", operation.method(), operation.parameters());
    CallPlaces.Place place = places.take(exchange.account(), message);
    McpTransportContext context = HandlerContext.of(exchange.caller());
    notifications.handle(
        exchange.account(),
        Mono.defer(() -> handler().handleNotification(context, notification)),
        place,
        body.takeOver());
    exchange.answer(Response.accepted().build());
  }

  private McpStatelessServerHandler handler() {
    McpStatelessServerHandler current = handler;
    if (current == null) {
      throw new IllegalStateException("Build a server with this transport first");
    }
    return current;
  }

  private record StatelessCalls(Set<Call> calls, Connections connections, CallPlaces.Place place)
      implements Call.Surroundings {

    @Override
    public Optional<EventConnection> connect(Call call, MessageStream stream) {
      return connections.connect(call.account(), call.token());
    }

    @Override
    public void over(Call call) {
      calls.remove(call);
    }

    @Override
    public void delivered(Call call) {
      place.release();
    }
  }
}
