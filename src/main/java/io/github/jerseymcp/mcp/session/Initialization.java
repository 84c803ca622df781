package io.github.jerseymcp.mcp.session;

import io.github.jerseymcp.account.Permit;
import io.github.jerseymcp.event.SessionEnded;
import io.github.jerseymcp.mcp.answer.EncodedAnswer;
import io.github.jerseymcp.mcp.call.CallSupport;
import io.github.jerseymcp.mcp.header.MessageHeaders;
import io.github.jerseymcp.mcp.header.ProposedVersion;
import io.github.jerseymcp.mcp.listing.ToolsAtStart;
import io.github.jerseymcp.mcp.message.EndpointRequest;
import io.github.jerseymcp.mcp.message.IncomingMessage.Request;
import io.github.jerseymcp.mcp.message.RefusedMessageException;
import io.github.jerseymcp.mcp.message.RpcError;
import io.github.jerseymcp.mcp.older.OlderServer;
import io.github.jerseymcp.mcp.watch.ChangeSource;
import io.github.jerseymcp.mcp.watch.Watchers;
import io.github.jerseymcp.time.Moment;
import io.modelcontextprotocol.spec.McpSchema.ClientCapabilities;
import io.modelcontextprotocol.spec.McpSchema.InitializeRequest;
import io.modelcontextprotocol.spec.McpSchema.InitializeResult;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Begins sessions: once for each, for the caller who asks, within the limits. */
public final class Initialization {

  private static final String SESSION = "Mcp-Session-Id";

  private final CallSupport support;
  private final Sessions sessions;
  private final Watchers watchers;
  private volatile McpStreamableServerSession.@Nullable Factory factory;

  public Initialization(CallSupport support, Sessions sessions, Watchers watchers) {
    this.support = support;
    this.sessions = sessions;
    this.watchers = watchers;
  }

  public void serve(McpStreamableServerSession.Factory sessionFactory) {
    support.learn(ToolsAtStart.check(sessionFactory));
    this.factory = sessionFactory;
  }

  /** The server, where each request has a session of its own. */
  public OlderServer server() {
    return new SessionServer(current(), support.settings().json());
  }

  private McpStreamableServerSession.Factory current() {
    McpStreamableServerSession.Factory current = factory;
    if (current == null) {
      throw new IllegalStateException("Build a server with this transport first");
    }
    return current;
  }

  public boolean hasServer() {
    return factory != null;
  }

  public void start(EndpointRequest request, Request message) throws RefusedMessageException {
    if (!request.fields(SESSION).isEmpty()) {
      throw message.refused(refusalWithin(request));
    }
    request.checkAcceptable(message);
    Optional<RpcError> wrong = MessageHeaders.wrongVersion(request);
    if (wrong.isPresent()) {
      throw message.refused(wrong.get());
    }
    InitializeRequest asked = requestOf(request, message);
    McpStreamableServerSession.Factory current = current();
    Permit place = sessions.reserve(request.account(), message, Moment.of(support.ticker()));
    try {
      McpStreamableServerSession.McpStreamableServerSessionInit begun = current.startSession(asked);
      begun
          .initResult()
          .switchIfEmpty(Mono.error(new IllegalStateException("No result")))
          .subscribe(
              result -> open(request, message, place, begun.session(), asked, result),
              failure -> fail(request, message, place, failure));
    } catch (RuntimeException | Error e) {
      fail(request, message, place, e);
    }
  }

  /** A client whose session has ended must learn that, or it never starts over. */
  private RpcError refusalWithin(EndpointRequest request) {
    boolean alive =
        request
            .field(SESSION)
            .flatMap(
                id -> sessions.use(id, request.account().caller(), Moment.of(support.ticker())))
            .isPresent();
    return alive ? RpcError.ALREADY_INITIALIZED : RpcError.SESSION_NOT_FOUND;
  }

  /** A client without a caller can be asked nothing: its answers would need one. */
  private InitializeRequest requestOf(EndpointRequest request, Request message)
      throws RefusedMessageException {
    Map<String, Object> parameters =
        new HashMap<>(ProposedVersion.answered(message.operation().parameters()));
    if (request.isAnonymous()) {
      parameters.put("capabilities", Map.of());
    }
    try {
      InitializeRequest asked =
          support.settings().json().convertValue(parameters, InitializeRequest.class);
      if (asked.protocolVersion() != null) {
        return asked;
      }
    } catch (IllegalArgumentException e) {
      // Answered below, as is a request without a version.
    }
    throw message.refused(RpcError.INVALID_PARAMS);
  }

  private void open(
      EndpointRequest request,
      Request message,
      Permit place,
      McpStreamableServerSession server,
      InitializeRequest asked,
      InitializeResult result) {
    EncodedAnswer encoded =
        support.scrubber().encode(message, JSONRPCResponse.result(message.requestId(), result));
    if (!encoded.ending().isAnswered()) {
      place.close();
      support.fail(request, message, encoded);
      return;
    }
    byte[] answer = encoded.json();
    Session session =
        new Session(
            request.account(),
            support.handlers(),
            place,
            server,
            result.protocolVersion(),
            asksUsers(asked.capabilities()),
            request.trail().beginSession(result.protocolVersion()),
            support.ticker().nanos());
    Response opened =
        Response.fromResponse(
                request.acceptsJson()
                    ? support.answers().ok(answer)
                    : support.answers().event(answer))
            .header(SESSION, session.id())
            .build();
    session
        .subscriptions()
        .begin(watchers, new SessionWatcher(session), SessionWatcher.lists(result.capabilities()));
    if (server instanceof ChangeSource source) {
      source.tellTo(session.subscriptions()::changed);
    }
    sessions.add(session);
    if (!request.answer(opened)) {
      sessions.end(session, SessionEnded.Why.NOT_DELIVERED);
    }
  }

  /** Elicitation without a mode is that by forms. */
  private static boolean asksUsers(@Nullable ClientCapabilities capabilities) {
    return capabilities != null
        && capabilities.elicitation() != null
        && (capabilities.elicitation().form() != null || capabilities.elicitation().url() == null);
  }

  private void fail(EndpointRequest request, Request message, Permit place, Throwable failure) {
    place.close();
    support.fail(request, message, failure);
  }
}
