package io.github.jerseymcp.content;

import io.github.jerseymcp.client.token.CredentialKey;
import io.github.jerseymcp.client.token.CredentialStore;
import io.github.jerseymcp.client.token.CredentialStore.Stored;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Remembers which tools of which server a user has agreed to, so that a server cannot describe one
 * anew, for a model to read, and nobody hears of it. What is kept is a SHA-256 of each definition
 * (name, title, description, schemas, hints), in a store beside the sign-ins: in memory, in files,
 * or in the application's own. Thread-safe as its store is.
 */
public final class ToolPins {

  private static final int MOST_TOOLS = 1_000;
  private static final int MOST_TRIES = 100;
  private static final int LONGEST_NAME = 256;
  private static final String PREFIX = "tools ";

  private final CredentialStore store;

  /** Remembers them in this store. */
  public ToolPins(CredentialStore store) {
    this.store = store;
  }

  /**
   * Compares what a server says now with what this user has agreed to. Of a server that is not
   * known, or whose pins cannot be read as such, all tools are new.
   *
   * @throws RefusedContentException if there are more than 1,000 tools, or two of one name
   */
  public ToolChanges compare(String user, String server, List<Tool> seen) {
    Map<String, String> now = digests(seen);
    Map<String, String> agreed =
        store.read(key(user, server)).map(Stored::value).map(ToolPins::read).orElse(Map.of());
    Set<String> added = new HashSet<>();
    Set<String> changed = new HashSet<>();
    now.forEach(
        (name, digest) -> {
          String before = agreed.get(name);
          if (before == null) {
            added.add(name);
          } else if (!before.equals(digest)) {
            changed.add(name);
          }
        });
    Set<String> removed = new HashSet<>(agreed.keySet());
    removed.removeAll(now.keySet());
    return new ToolChanges(added, changed, removed);
  }

  /**
   * Remembers that this user has agreed to these tools, and to no others of this server.
   *
   * @throws RefusedContentException if there are more than 1,000 tools, or two of one name
   * @throws IllegalStateException if others write the same all the time
   */
  public void agree(String user, String server, List<Tool> shown) {
    String text = write(digests(shown));
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      Optional<Stored> before = store.read(key(user, server));
      if (store.write(key(user, server), before.map(Stored::version).orElse(0L), text)) {
        return;
      }
    }
    throw new IllegalStateException("Others keep writing what this user has agreed to");
  }

  /** Forgets what this user has agreed to at this server. */
  public void forget(String user, String server) {
    store
        .read(key(user, server))
        .ifPresent(kept -> store.remove(key(user, server), kept.version()));
  }

  private static CredentialKey key(String user, String server) {
    return new CredentialKey(user, PREFIX + server);
  }

  private static Map<String, String> digests(List<Tool> tools) {
    if (tools.size() > MOST_TOOLS) {
      throw new RefusedContentException("A server has too many tools");
    }
    Map<String, String> digests = new TreeMap<>();
    for (Tool tool : tools) {
      String name = tool.name();
      if (name == null || name.isEmpty() || name.length() > LONGEST_NAME || Texts.hasUnseen(name)) {
        throw new RefusedContentException("A tool has no name that can be shown");
      }
      if (digests.put(name, ToolDigest.of(tool)) != null) {
        throw new RefusedContentException("A server has two tools of one name");
      }
    }
    return digests;
  }

  /** A line for each: its digest, a blank, its name. */
  private static String write(Map<String, String> digests) {
    StringBuilder text = new StringBuilder();
    digests.forEach((name, digest) -> text.append(digest).append(' ').append(name).append('\n'));
    return text.toString();
  }

  private static Map<String, String> read(String text) {
    Map<String, String> digests = new TreeMap<>();
    text.lines()
        .forEach(
            line -> {
              int blank = line.indexOf(' ');
              if (blank > 0) {
                digests.put(line.substring(blank + 1), line.substring(0, blank));
              }
            });
    return digests;
  }
}
