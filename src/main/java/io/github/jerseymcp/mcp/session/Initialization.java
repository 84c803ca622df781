package io.github.jerseymcp.mcp.session;

import io.github.jerseymcp.account.Permit;
import io.github.jerseymcp.mcp.McpTransportSettings;
import io.github.jerseymcp.mcp.call.CallSupport;
import io.github.jerseymcp.mcp.listing.ToolsAtStart;
import io.github.jerseymcp.mcp.message.Exchange;
import io.github.jerseymcp.mcp.message.IncomingMessage;
import io.github.jerseymcp.mcp.message.MessageHeaders;
import io.github.jerseymcp.mcp.message.RefusedMessageException;
import io.github.jerseymcp.mcp.message.RpcError;
import io.github.jerseymcp.time.Moment;
import io.modelcontextprotocol.spec.McpSchema.InitializeRequest;
import io.modelcontextprotocol.spec.McpSchema.InitializeResult;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Begins sessions: once for each, for the caller who asks, within the limits. */
public final class Initialization {

  private static final String SESSION = "Mcp-Session-Id";

  private final McpTransportSettings settings;
  private final CallSupport support;
  private final Sessions sessions;
  private volatile McpStreamableServerSession.@Nullable Factory factory;

  public Initialization(McpTransportSettings settings, CallSupport support, Sessions sessions) {
    this.settings = settings;
    this.support = support;
    this.sessions = sessions;
  }

  public void serve(McpStreamableServerSession.Factory sessionFactory) {
    ToolsAtStart.check(sessionFactory);
    this.factory = sessionFactory;
  }

  public boolean hasServer() {
    return factory != null;
  }

  public void start(Exchange exchange, IncomingMessage message) throws RefusedMessageException {
    if (message.isNotification()) {
      throw new RefusedMessageException(RpcError.INVALID_REQUEST, null);
    }
    if (!exchange.fields(SESSION).isEmpty()) {
      throw new RefusedMessageException(refusalWithin(exchange), message.id());
    }
    exchange.checkAcceptable(message);
    MessageHeaders.checkVersion(exchange, message.id());
    InitializeRequest request = requestOf(message);
    McpStreamableServerSession.Factory current = factory;
    if (current == null) {
      throw new IllegalStateException("Build a server with this transport first");
    }
    Permit place = sessions.reserve(exchange.account(), message, Moment.of(support.clocks()));
    try {
      McpStreamableServerSession.McpStreamableServerSessionInit begun =
          current.startSession(request);
      begun
          .initResult()
          .switchIfEmpty(Mono.error(new IllegalStateException("No result")))
          .subscribe(
              result -> open(exchange, message, place, begun.session(), result),
              failure -> fail(exchange, message, place, failure));
    } catch (RuntimeException | Error e) {
      fail(exchange, message, place, e);
    }
  }

  /** A client whose session has ended must learn that, or it never starts over. */
  private RpcError refusalWithin(Exchange exchange) {
    boolean alive =
        exchange
            .field(SESSION)
            .flatMap(
                id -> sessions.use(id, exchange.account().caller(), Moment.of(support.clocks())))
            .isPresent();
    return alive ? RpcError.ALREADY_INITIALIZED : RpcError.SESSION_NOT_FOUND;
  }

  private InitializeRequest requestOf(IncomingMessage message) throws RefusedMessageException {
    try {
      InitializeRequest request =
          settings.json().convertValue(message.asked().parameters(), InitializeRequest.class);
      if (request.protocolVersion() != null) {
        return request;
      }
    } catch (IllegalArgumentException e) {
      // Answered below, as is a request without a version.
    }
    throw new RefusedMessageException(RpcError.INVALID_PARAMS, message.id());
  }

  private void open(
      Exchange exchange,
      IncomingMessage message,
      Permit place,
      McpStreamableServerSession server,
      InitializeResult result) {
    Session session =
        new Session(
            exchange.account(),
            support.handlers(),
            place,
            server,
            result.protocolVersion(),
            support.clocks().nanos());
    byte[] answer =
        support
            .scrubber()
            .encode(
                exchange.caller(), message, JSONRPCResponse.result(message.idOfRequest(), result));
    Response opened =
        Response.fromResponse(
                exchange.acceptsJson()
                    ? support.answers().ok(answer)
                    : support.answers().event(answer))
            .header(SESSION, session.id())
            .build();
    sessions.add(session);
    if (!exchange.answer(opened)) {
      sessions.end(session);
    }
  }

  private void fail(Exchange exchange, IncomingMessage message, Permit place, Throwable failure) {
    place.close();
    exchange.answer(support.answers().ok(support.scrubber().encode(message, failure)));
  }
}
