package io.github.jerseymcp.mcp.endpoint;

import io.github.jerseymcp.account.Permit;
import io.github.jerseymcp.mcp.McpOperation;
import io.github.jerseymcp.mcp.McpTransportSettings;
import io.github.jerseymcp.mcp.call.Call;
import io.github.jerseymcp.mcp.call.CallPlaces;
import io.github.jerseymcp.mcp.call.CallSupport;
import io.github.jerseymcp.mcp.call.Connections;
import io.github.jerseymcp.mcp.call.HandlerContext;
import io.github.jerseymcp.mcp.call.Notifications;
import io.github.jerseymcp.mcp.call.ServerMessages;
import io.github.jerseymcp.mcp.listing.ListedTools;
import io.github.jerseymcp.mcp.message.AuthoriseOperation;
import io.github.jerseymcp.mcp.message.Exchange;
import io.github.jerseymcp.mcp.message.IncomingMessage;
import io.github.jerseymcp.mcp.message.MessageBody;
import io.github.jerseymcp.mcp.message.MessageHeaders;
import io.github.jerseymcp.mcp.message.MirroredArguments;
import io.github.jerseymcp.mcp.message.RefusedMessageException;
import io.github.jerseymcp.mcp.message.RpcError;
import io.github.jerseymcp.mcp.session.Initialization;
import io.github.jerseymcp.mcp.session.Session;
import io.github.jerseymcp.mcp.session.SessionCalls;
import io.github.jerseymcp.mcp.session.SessionStreams;
import io.github.jerseymcp.mcp.session.Sessions;
import io.github.jerseymcp.mcp.stream.MessageStream;
import io.github.jerseymcp.mcp.work.CallerThreads;
import io.github.jerseymcp.mcp.work.Sweeper;
import io.github.jerseymcp.time.Moment;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Serves the requests of an endpoint with sessions: each verb, and each kind of message. */
final class StreamableRequests {

  private static final String SESSION = "Mcp-Session-Id";

  /** How long a client that answered a question waits while the handler goes on. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final McpTransportSettings settings;
  private final AuthoriseOperation authorise;
  private final CallSupport support;
  private final CallPlaces calls = new CallPlaces();
  private final Connections connections;
  private final Notifications notifications;
  private final Sessions sessions;
  private final SessionStreams streams;
  private final Initialization initialization;

  StreamableRequests(McpTransportSettings settings, AuthoriseOperation rules) {
    this.settings = settings;
    this.authorise = rules;
    this.support = CallSupport.of(settings, rules);
    this.connections = new Connections(support);
    this.notifications = new Notifications(support);
    this.sessions = new Sessions(settings.sessions());
    this.streams = new SessionStreams(settings, rules, support, connections);
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

  boolean hasServer() {
    return initialization.hasServer();
  }

  void serve(McpStreamableServerSession.Factory factory) {
    initialization.serve(factory);
  }

  void post(Exchange exchange, InputStream stream) throws IOException {
    support.receive(exchange, stream, (message, body) -> take(exchange, message, body));
  }

  private void take(Exchange exchange, IncomingMessage message, MessageBody body)
      throws RefusedMessageException {
    if (message.isResponse()) {
      answer(exchange, message, body, sessionOf(exchange, message));
      return;
    }
    MirroredArguments mirrored = MessageHeaders.checkMirrors(exchange, message);
    authorise.check(exchange.caller(), message);
    if (message.asked().method().equals("initialize")) {
      initialization.start(exchange, message);
    } else if (message.isNotification()) {
      accept(exchange, message, body, sessionOf(exchange, message));
    } else {
      call(exchange, message, mirrored, body, sessionOf(exchange, message));
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
    Sweeper.each(
        () -> support.writers().sweep(now),
        () -> support.handlers().sweep(),
        () -> connections.sweep(now),
        () -> notifications.sweep(now),
        () -> sessions.sweepCalls(now),
        () -> sessions.sweep(now, settings.streams()));
  }

  void revoke(String issuer, String tokenId) {
    for (Session session : sessions.all()) {
      session.calls().stream()
          .filter(call -> call.token().isOf(issuer, tokenId))
          .forEach(call -> call.stop(RpcError.TOKEN_ENDED));
    }
    connections.revoke(issuer, tokenId);
  }

  void close() {
    sessions.close();
    sessions
        .all()
        .forEach(session -> session.calls().forEach(call -> call.stop(RpcError.STOPPING)));
    sessions.all().forEach(sessions::end);
    notifications.close();
    connections.closeAll();
    support.handlers().close();
    support.writers().close();
  }

  private void call(
      Exchange exchange,
      IncomingMessage message,
      MirroredArguments mirrored,
      MessageBody body,
      Session session)
      throws RefusedMessageException {
    exchange.checkAcceptable(message);
    // What the application decides may fail: nothing is taken yet.
    Set<String> needed = authorise.scopesFor(message.asked());
    CallPlaces.Place place = calls.take(exchange.account(), message);
    long number = session.nextNumber();
    MessageStream stream = streams.begin(number, exchange.account());
    stream.needs(needed);
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
      if (call.begin()) {
        run(call, mirrored, session, HandlerContext.of(exchange.caller(), call));
      }
    } catch (RefusedMessageException e) {
      session.refuse(call, e.error());
      call.abandon();
      throw e;
    } catch (RuntimeException | Error e) {
      call.fail(e);
    }
  }

  private void run(
      Call call, MirroredArguments mirrored, Session session, McpTransportContext context) {
    McpOperation operation = mirrored.call();
    JSONRPCRequest request =
        new JSONRPCRequest("2.0", operation.method(), call.message().id(), operation.parameters());
    ServerMessages answers = ServerMessages.of(call, json());
    call.start(
        () ->
            within(
                    mirrored.before(
                        Mono.defer(() -> session.server().responseStream(answers).handle(request)),
                        ListedTools.of(session.server()),
                        () -> call.refuse(RpcError.HEADER_MISMATCH)),
                    context)
                .subscribe(done -> {}, call::fail, call::close));
  }

  private void accept(Exchange exchange, IncomingMessage message, MessageBody body, Session session)
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
      notifications.handle(
          exchange.account(),
          within(
              Mono.defer(() -> session.server().accept(notification)),
              HandlerContext.of(exchange.caller())),
          place,
          body.takeOver());
    }
    exchange.answer(Response.accepted().build());
  }

  private void answer(Exchange exchange, IncomingMessage message, MessageBody body, Session session)
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
    exchange.answerWithin(PATIENCE, Response.accepted().build());
    // The handler goes on at once, and not on the thread of the container.
    Permit held = body.takeOver();
    support
        .handlers()
        .tell(
            exchange.account(),
            new CallerThreads.Task() {
              @Override
              public void run() {
                try {
                  tell(exchange, message, session, response);
                } finally {
                  held.close();
                }
              }

              @Override
              public void refuse() {
                held.close();
              }
            });
  }

  private void tell(
      Exchange exchange, IncomingMessage message, Session session, JSONRPCResponse response) {
    try {
      within(session.server().accept(response), HandlerContext.of(exchange.caller()))
          .subscribe(
              done -> {},
              failure -> exchange.answer(notTaken(message, failure)),
              () -> exchange.answer(Response.accepted().build()));
    } catch (RuntimeException | Error e) {
      exchange.answer(notTaken(message, e));
    }
  }

  /** The SDK has an error of its protocol for an answer to what it never asked. */
  private Response notTaken(IncomingMessage message, Throwable failure) {
    return failure instanceof McpError
        ? support.answers().error(RpcError.INVALID_REQUEST, null)
        : support.failed(message, failure);
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
