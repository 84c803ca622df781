package io.github.jerseymcp.mcp.stateless;

import io.github.jerseymcp.mcp.call.CallSupport;
import io.github.jerseymcp.mcp.call.Conversation;
import io.github.jerseymcp.mcp.call.Era;
import io.github.jerseymcp.mcp.header.MessageHeaders;
import io.github.jerseymcp.mcp.listing.ToolsAtStart;
import io.github.jerseymcp.mcp.message.EndpointRequest;
import io.github.jerseymcp.mcp.message.IncomingMessage;
import io.github.jerseymcp.mcp.message.RefusedMessageException;
import io.github.jerseymcp.mcp.message.RpcError;
import io.github.jerseymcp.mcp.older.OlderServer;
import io.github.jerseymcp.revocation.RevocableToken;
import io.github.jerseymcp.time.Moment;
import io.modelcontextprotocol.server.McpStatelessServerHandler;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The same versions of MCP without sessions: each message is a conversation of its own. */
public final class StatelessEra implements Era {

  private final CallSupport support;
  private final StatelessCalls calls;
  private volatile @Nullable McpStatelessServerHandler handler;

  public StatelessEra(CallSupport support) {
    this.support = support;
    this.calls = new StatelessCalls(support);
  }

  public boolean hasServer() {
    return handler != null;
  }

  /** The server, asked without what this era says about messages. */
  public OlderServer server() {
    return new StatelessServer(handler());
  }

  public void serve(McpStatelessServerHandler serverHandler) {
    support.learn(ToolsAtStart.check(serverHandler));
    this.handler = serverHandler;
  }

  @Override
  public void check(EndpointRequest request, IncomingMessage message)
      throws RefusedMessageException {
    Optional<RpcError> wrong = MessageHeaders.wrongVersion(request);
    if (wrong.isPresent()) {
      throw message.refused(wrong.get());
    }
  }

  /** It has no conversation that would have to begin: {@code initialize} is a call. */
  @Override
  public boolean begin(EndpointRequest request, IncomingMessage.Invocation message) {
    return false;
  }

  @Override
  public Conversation find(EndpointRequest request, IncomingMessage.Invocation message) {
    return new StatelessConversation(this::handler, calls, support);
  }

  @Override
  public void sweep(Moment now) {
    calls.sweep(now);
  }

  @Override
  public void revoke(Predicate<RevocableToken> which) {
    calls.stop(call -> which.test(call.token().token()), RpcError.TOKEN_ENDED);
  }

  @Override
  public void close() {
    calls.close();
  }

  private McpStatelessServerHandler handler() {
    McpStatelessServerHandler current = handler;
    if (current == null) {
      throw new IllegalStateException("Build a server with this transport first");
    }
    return current;
  }
}
