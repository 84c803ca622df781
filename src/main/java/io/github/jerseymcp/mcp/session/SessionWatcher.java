package io.github.jerseymcp.mcp.session;

import io.github.jerseymcp.feed.Change;
import io.github.jerseymcp.mcp.watch.ToldChange;
import io.github.jerseymcp.mcp.watch.Watcher;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A session, which is told on its listening stream; without one it is told nothing. */
record SessionWatcher(Session session, String audience) implements Watcher {

  SessionWatcher(Session session) {
    this(
        session,
        Change.audienceOf(
            session.account().caller().issuer(), session.account().caller().subject()));
  }

  /** The lists of a server that it has said to tell of. */
  static Set<Change> lists(@Nullable ServerCapabilities capabilities) {
    Set<Change> lists = new LinkedHashSet<>();
    if (capabilities == null) {
      return lists;
    }
    if (capabilities.tools() != null && isTrue(capabilities.tools().listChanged())) {
      lists.add(Change.tools());
    }
    if (capabilities.prompts() != null && isTrue(capabilities.prompts().listChanged())) {
      lists.add(Change.prompts());
    }
    if (capabilities.resources() != null && isTrue(capabilities.resources().listChanged())) {
      lists.add(Change.resources());
    }
    return lists;
  }

  private static boolean isTrue(@Nullable Boolean said) {
    return Boolean.TRUE.equals(said);
  }

  @Override
  public Set<Change> watched() {
    return session.subscriptions().told();
  }

  @Override
  public boolean isReady() {
    return session.isDrained();
  }

  @Override
  public void tell(Change change) {
    session
        .server()
        .sendNotification(ToldChange.methodOf(change), ToldChange.paramsOf(change))
        .subscribe(done -> {}, failed -> {});
  }
}
