package io.github.jerseymcp.mcp.modern;

import io.github.jerseymcp.feed.Change;
import io.github.jerseymcp.mcp.answer.ServerIdentity;
import io.github.jerseymcp.mcp.call.CallSupport;
import io.github.jerseymcp.mcp.call.Conversation;
import io.github.jerseymcp.mcp.call.Era;
import io.github.jerseymcp.mcp.listing.ToolsAtStart;
import io.github.jerseymcp.mcp.message.EndpointRequest;
import io.github.jerseymcp.mcp.message.IncomingMessage;
import io.github.jerseymcp.mcp.message.IncomingMessage.Invocation;
import io.github.jerseymcp.mcp.message.RefusedMessageException;
import io.github.jerseymcp.mcp.message.RpcError;
import io.github.jerseymcp.mcp.stateless.StatelessCalls;
import io.github.jerseymcp.mcp.watch.Watchers;
import io.github.jerseymcp.revocation.RevocableToken;
import io.github.jerseymcp.time.Moment;
import io.modelcontextprotocol.modern.server.McpRequestManager;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** MCP 2026-07-28: each request is a conversation of its own, and says what it needs to be one. */
public final class ModernEra implements Era {

  private final RequestRules rules;
  private final StatelessCalls calls;
  private final Conversation conversation;
  private final Watchers watchers;

  /**
   * Serves what this server of the SDK does.
   *
   * @param others the older versions that are served beside it
   * @throws IllegalArgumentException if schemas of two tools share an {@code $id}, or one has an
   *     {@code x-mcp-header} that MCP forbids
   */
  public ModernEra(CallSupport support, McpRequestManager server, List<String> others) {
    List<String> spoken = new ArrayList<>(List.of(RequestRules.VERSION));
    spoken.addAll(others);
    this.rules = new RequestRules(List.copyOf(spoken));
    ServerIdentity identity = new ServerIdentity();
    RoundTrips trips = new RoundTrips(support.states());
    ModernAnswers answers = new ModernAnswers(support, rules.spoken(), trips, identity);
    this.calls = new StatelessCalls(support, answers::lastWord);
    this.watchers = new Watchers(support.settings().changes());
    ServerTools tools = new ServerTools(server, identity);
    support.learn(ToolsAtStart.check(tools.atStart()));
    this.conversation =
        new ModernConversation(
            server,
            calls,
            tools,
            answers,
            trips,
            new Agreement(support, answers),
            support,
            watchers,
            new ModernLists(support, server, answers));
  }

  /** A session that is named counts only where the message does not say its version itself. */
  @Override
  public boolean takes(EndpointRequest request, IncomingMessage message) {
    if (message instanceof Invocation asked && RequestRules.claims(asked)) {
      return true;
    }
    boolean begins =
        message instanceof Invocation asked && asked.operation().method().equals("initialize");
    return !begins && request.fields("Mcp-Session-Id").isEmpty() && RequestRules.isNamed(request);
  }

  @Override
  public IncomingMessage read(EndpointRequest request, IncomingMessage message) {
    return message.in(ModernTerms.of(message));
  }

  @Override
  public void check(EndpointRequest request, IncomingMessage message)
      throws RefusedMessageException {
    if (message instanceof IncomingMessage.Request asked) {
      rules.check(request, asked);
    }
  }

  @Override
  public Conversation find(EndpointRequest request, Invocation message) {
    return conversation;
  }

  @Override
  public void changed(Change change) {
    watchers.changed(change);
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
    watchers.close();
    calls.close();
  }
}
