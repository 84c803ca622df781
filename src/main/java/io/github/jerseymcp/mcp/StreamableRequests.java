package io.github.jerseymcp.mcp;

import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Serves the requests of an endpoint with sessions: each verb, and each kind of message. */
final class StreamableRequests {

  private static final Logger logger = LoggerFactory.getLogger(StreamableRequests.class);
  private static final String SESSION = "Mcp-Session-Id";

  private final McpTransportSettings settings;
  private final AuthoriseOperation authorise;
  private final CallSupport support;
  private final CallPlaces calls = new CallPlaces();
  private final Connections connections;
  private final Sessions sessions;
  private final SessionStreams streams;
  private final Initialization initialization;

  StreamableRequests(McpTransportSettings settings) {
    this.settings = settings;
    this.authorise = settings.authorisation();
    this.support = CallSupport.of(settings);
    this.connections = new Connections(support);
    this.sessions = new Sessions(settings.sessions());
    this.streams = new SessionStreams(settings, support, connections);
    this.initialization = new Initialization(settings, support, sessions);
  }

  Sessions sessions() {
    return sessions;
  }

  int callsInFlight() {
    return calls.inUse();
  }

  int streamsOpen() {
    return connections.size();
  }

  long bytesKept() {
    return streams.bytesKept();
  }

  void serve(McpStreamableServerSession.Factory factory) {
    initialization.serve(factory);
  }

  void post(Exchange exchange, InputStream stream) throws IOException {
    try (MessageBody body = MessageBody.read(exchange, stream)) {
      IncomingMessage message = body.parse();
      if (message.isResponse()) {
        take(exchange, message, sessionOf(exchange, message));
        return;
      }
      MessageHeaders.checkMirrors(exchange, message);
      authorise.check(exchange.caller(), message);
      if (message.asked().method().equals("initialize")) {
        initialization.start(exchange, message);
      } else if (message.isNotification()) {
        accept(exchange, message, sessionOf(exchange, message));
      } else {
        call(exchange, message, body, sessionOf(exchange, message));
      }
    } catch (RefusedMessageException e) {
      exchange.answer(support.answers().error(e.error(), e.id()));
    }
  }

  void get(Exchange exchange) {
    try {
      Session session = sessionOf(exchange);
      streams.connect(exchange, session);
    } catch (RefusedMessageException e) {
      exchange.answer(support.answers().error(e.error(), e.id()));
    }
  }

  void delete(Exchange exchange) {
    try {
      sessions.end(sessionOf(exchange));
      exchange.answer(Response.noContent().build());
    } catch (RefusedMessageException e) {
      exchange.answer(support.answers().error(e.error(), e.id()));
    }
  }

  void sweep(Moment now) {
    support.writers().sweep(now);
    connections.sweep(now);
    for (Session session : sessions.all()) {
      Sweeper.forEach(session.calls(), call -> call.sweep(now));
    }
    sessions.sweep(now, settings.streams());
  }

  void revoke(String issuer, String tokenId) {
    for (Session session : sessions.all()) {
      session.calls().stream()
          .filter(call -> call.token().isOf(issuer, tokenId))
          .forEach(Call::cancel);
    }
    connections.revoke(issuer, tokenId);
  }

  void close() {
    sessions.all().forEach(sessions::end);
    connections.closeAll();
    support.writers().close();
  }

  private void call(Exchange exchange, IncomingMessage message, MessageBody body, Session session)
      throws RefusedMessageException {
    if (!exchange.acceptsJson() && !exchange.acceptsEvents()) {
      throw new RefusedMessageException(RpcError.NOT_ACCEPTABLE, message.id());
    }
    CallPlaces.Place place = calls.take(exchange.account(), message);
    long number = session.nextNumber();
    MessageStream stream = streams.begin(number, exchange.account());
    Call call =
        new Call(
            exchange,
            message,
            stream,
            streams.priming(session),
            new SessionCalls(session, number, connections, place),
            body.takeOver(),
            support);
    try {
      session.begin(call);
      if (!call.begin()) {
        return;
      }
    } catch (RefusedMessageException e) {
      session.end(call);
      call.abandon();
      throw e;
    }
    McpOperation operation = message.asked();
    JSONRPCRequest request =
        new JSONRPCRequest("2.0", operation.method(), message.id(), operation.parameters());
    call.runs(
        within(
                session.server().responseStream(ServerMessages.of(call, json())).handle(request),
                McpCaller.contextOf(exchange.caller(), call))
            .subscribe(done -> {}, call::fail, call::close));
  }

  private void accept(Exchange exchange, IncomingMessage message, Session session)
      throws RefusedMessageException {
    McpOperation operation = message.asked();
    if (operation.method().equals("notifications/cancelled")) {
      Object requestId = operation.parameters().get("requestId");
      if (requestId != null) {
        session.call(requestId).ifPresent(Call::cancel);
      }
    } else {
      JSONRPCNotification notification =
          new JSONRPCNotification("2.0", operation.method(), operation.parameters());
      CallPlaces.Place place = calls.take(exchange.account(), message);
      within(session.server().accept(notification), McpCaller.contextOf(exchange.caller()))
          .timeout(support.callTimeout())
          .doFinally(end -> place.release())
          .subscribe(done -> {}, failure -> logger.warn("A notification was not handled", failure));
    }
    exchange.answer(Response.accepted().build());
  }

  private void take(Exchange exchange, IncomingMessage message, Session session)
      throws RefusedMessageException {
    Object error = message.members().get("error");
    JSONRPCResponse response;
    try {
      response =
          new JSONRPCResponse(
              "2.0",
              message.id(),
              message.members().get("result"),
              error == null ? null : json().convertValue(error, JSONRPCError.class));
    } catch (IllegalArgumentException e) {
      throw new RefusedMessageException(RpcError.INVALID_REQUEST, null);
    }
    within(session.server().accept(response), McpCaller.contextOf(exchange.caller()))
        .subscribe(
            done -> {},
            unknown -> exchange.answer(support.answers().error(RpcError.INVALID_REQUEST, null)),
            () -> exchange.answer(Response.accepted().build()));
  }

  private Session sessionOf(Exchange exchange, IncomingMessage message)
      throws RefusedMessageException {
    Session session = find(exchange, message.id());
    MessageHeaders.checkVersion(exchange, session.version(), message.id());
    return session;
  }

  private Session sessionOf(Exchange exchange) throws RefusedMessageException {
    Session session = find(exchange, null);
    MessageHeaders.checkVersion(exchange, session.version(), null);
    return session;
  }

  private Session find(Exchange exchange, @Nullable Object requestId)
      throws RefusedMessageException {
    String id =
        exchange
            .field(SESSION)
            .filter(field -> !field.isEmpty())
            .orElseThrow(() -> new RefusedMessageException(RpcError.SESSION_REQUIRED, requestId));
    return sessions
        .use(id, exchange.account().caller(), Moment.of(support.clocks()))
        .orElseThrow(() -> new RefusedMessageException(RpcError.SESSION_NOT_FOUND, requestId));
  }

  private McpJsonMapper json() {
    return settings.json();
  }

  private static <T> Mono<T> within(Mono<T> work, McpTransportContext context) {
    return work.contextWrite(all -> all.put(McpTransportContext.KEY, context));
  }
}
