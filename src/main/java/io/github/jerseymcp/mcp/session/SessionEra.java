package io.github.jerseymcp.mcp.session;

import io.github.jerseymcp.event.SessionEnded;
import io.github.jerseymcp.mcp.call.CallSupport;
import io.github.jerseymcp.mcp.call.Conversation;
import io.github.jerseymcp.mcp.call.Era;
import io.github.jerseymcp.mcp.header.MessageHeaders;
import io.github.jerseymcp.mcp.message.EndpointRequest;
import io.github.jerseymcp.mcp.message.IncomingMessage;
import io.github.jerseymcp.mcp.message.MessageBody;
import io.github.jerseymcp.mcp.message.RefusedMessageException;
import io.github.jerseymcp.mcp.message.RpcError;
import io.github.jerseymcp.mcp.older.OlderServer;
import io.github.jerseymcp.mcp.watch.Watchers;
import io.github.jerseymcp.mcp.work.Sweeper;
import io.github.jerseymcp.revocation.RevocableToken;
import io.github.jerseymcp.time.Moment;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** The versions of MCP up to 2025-11-25, where a client begins a session by {@code initialize}. */
public final class SessionEra implements Era {

  private static final String SESSION = "Mcp-Session-Id";

  private final CallSupport support;
  private final Sessions sessions;
  private final SessionStreams streams;
  private final Initialization initialization;
  private final ClientAnswers answers;
  private final Watchers watchers;

  public SessionEra(CallSupport support) {
    this.support = support;
    this.sessions = new Sessions(support.settings().sessions());
    this.streams = new SessionStreams(support);
    this.watchers = new Watchers(support.settings().changes());
    this.initialization = new Initialization(support, sessions, watchers);
    this.answers = new ClientAnswers(support);
  }

  public Sessions sessions() {
    return sessions;
  }

  public long bytesKept() {
    return streams.bytesKept();
  }

  public boolean hasServer() {
    return initialization.hasServer();
  }

  /** The server, where each request has a session of its own. */
  public OlderServer server() {
    return initialization.server();
  }

  public void serve(McpStreamableServerSession.Factory factory) {
    initialization.serve(factory);
  }

  /** The version is compared with that of the session, once that is found. */
  @Override
  public void check(EndpointRequest request, IncomingMessage message) {}

  @Override
  public boolean begin(EndpointRequest request, IncomingMessage.Invocation message)
      throws RefusedMessageException {
    boolean begins = message.operation().method().equals("initialize");
    if (begins && message instanceof IncomingMessage.Request first) {
      initialization.start(request, first);
    } else if (begins) {
      throw message.refused(RpcError.INVALID_REQUEST);
    }
    return begins;
  }

  @Override
  public Conversation find(EndpointRequest request, IncomingMessage.Invocation message)
      throws RefusedMessageException {
    return new SessionConversation(sessionOf(request, message::refused), streams, support);
  }

  @Override
  public void answered(EndpointRequest request, IncomingMessage.Response response, MessageBody body)
      throws RefusedMessageException {
    answers.take(request, response, body, sessionOf(request, response::refused).server());
  }

  @Override
  public boolean listen(EndpointRequest request) throws RefusedMessageException {
    streams.connect(request, sessionOf(request, RefusedMessageException::new));
    return true;
  }

  @Override
  public boolean end(EndpointRequest request) throws RefusedMessageException {
    sessions.end(sessionOf(request, RefusedMessageException::new), SessionEnded.Why.DELETED);
    request.answer(Response.noContent().build());
    return true;
  }

  @Override
  public void sweep(Moment now) {
    Sweeper.each(
        () -> sessions.sweepCalls(now), () -> sessions.sweep(now, support.settings().streams()));
  }

  @Override
  public void revoke(Predicate<RevocableToken> which) {
    sessions.stopCalls(call -> which.test(call.token().token()), RpcError.TOKEN_ENDED);
  }

  @Override
  public void close() {
    watchers.close();
    sessions.close();
  }

  private Session sessionOf(
      EndpointRequest request, Function<RpcError, RefusedMessageException> refusal)
      throws RefusedMessageException {
    String id =
        request
            .field(SESSION)
            .filter(field -> !field.isEmpty())
            .orElseThrow(() -> refusal.apply(RpcError.SESSION_REQUIRED));
    Session session =
        sessions
            .use(id, request.account().caller(), Moment.of(support.ticker()))
            .orElseThrow(() -> refusal.apply(RpcError.SESSION_NOT_FOUND));
    Optional<RpcError> wrong = MessageHeaders.wrongVersion(request, session.version());
    if (wrong.isPresent()) {
      throw refusal.apply(wrong.get());
    }
    return session;
  }
}
