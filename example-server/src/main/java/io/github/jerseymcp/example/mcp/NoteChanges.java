package io.github.jerseymcp.example.mcp;

import io.github.jerseymcp.feed.Change;
import io.github.jerseymcp.feed.ChangeFeed;

/** Tells whoever watches a note that it has changed: its owner's clients, and nobody else. */
record NoteChanges(ChangeFeed feed) {

  void changed(Invocation invocation, long id) {
    feed.publish(Change.resource(NoteResource.uri(id)).onlyFor(invocation.caller()));
  }
}
