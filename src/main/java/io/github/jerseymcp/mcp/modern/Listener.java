package io.github.jerseymcp.mcp.modern;

import io.github.jerseymcp.feed.Change;
import io.github.jerseymcp.mcp.McpOperation;
import io.github.jerseymcp.mcp.call.Call;
import io.github.jerseymcp.mcp.message.AuthoriseOperation;
import io.github.jerseymcp.mcp.watch.ToldChange;
import io.github.jerseymcp.mcp.watch.Watcher;
import io.modelcontextprotocol.modern.JsonRpc;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One subscription, which is told on the stream of its call, under the id of its request.
 *
 * @param watched what its client is told of, as the server has acknowledged it
 * @param acknowledged set once the client was told that
 */
record Listener(
    Call call,
    AuthoriseOperation rules,
    String audience,
    Set<Change> watched,
    AtomicBoolean acknowledged)
    implements Watcher {

  private static final String META = "_meta";
  private static final String SUBSCRIPTION = "io.modelcontextprotocol/subscriptionId";

  static Listener of(Call call, AuthoriseOperation rules, Set<Change> watched) {
    String audience =
        Change.audienceOf(call.request().caller().issuer(), call.request().caller().subject());
    return new Listener(call, rules, audience, watched, new AtomicBoolean());
  }

  @Override
  public boolean isReady() {
    return acknowledged.get() && call.isDrained();
  }

  /**
   * News of a resource go to whoever has the scopes of reading it at this moment. What else a
   * policy decides was asked when the listening began.
   */
  @Override
  public void tell(Change change) {
    boolean readable =
        change.kind() != Change.Kind.RESOURCE
            || rules
                .needsOfReader(
                    new McpOperation("resources/read", Optional.of(change.uri()), Map.of()))
                .areMetBy(call.request().reader());
    if (readable) {
      Map<String, Object> params = ToldChange.paramsOf(change);
      params.put(META, Map.of(SUBSCRIPTION, call.message().requestId()));
      call.emit(new JsonRpc.JSONRPCNotification(ToldChange.methodOf(change), params));
    }
  }
}
