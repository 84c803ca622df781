package io.github.jerseymcp.example.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jerseymcp.client.store.FileCredentialStore;
import io.github.jerseymcp.client.token.MemoryCredentialStore;
import io.github.jerseymcp.content.RefusedContentException;
import io.github.jerseymcp.content.ToolChanges;
import io.github.jerseymcp.content.ToolPins;
import io.github.jerseymcp.seal.ClusterSecret;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The tools of one server as they were listed last, for the owner of a directory. */
final class RememberedTools {

  /** No secret: digests need none, and nobody but the owner of the directory writes there. */
  private static final ClusterSecret SEAL =
      ClusterSecret.shared("tools that example-server call has listed".getBytes(UTF_8));

  private static final String OWNER = "owner";

  private final ToolPins pins;
  private final String server;
  private final boolean kept;

  /** What is remembered cannot be read, or nothing can be written beside it. */
  static final class UnusableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnusableException(String message) {
      super(message);
    }
  }

  private RememberedTools(ToolPins pins, String server, boolean kept) {
    this.pins = pins;
    this.server = server;
    this.kept = kept;
  }

  /** For this process alone, which sees all tools for the first time. */
  static RememberedTools forNow(String server) {
    return new RememberedTools(new ToolPins(new MemoryCredentialStore()), server, false);
  }

  /**
   * In a directory.
   *
   * @throws IllegalArgumentException if others can use it too
   */
  static RememberedTools in(Path directory, String server) {
    return new RememberedTools(
        new ToolPins(new FileCredentialStore(directory, SEAL)), server, true);
  }

  /** Says what has changed, and takes what is shown now for seen. */
  CheckedAnswer listed(CheckedAnswer answer) {
    if (answer.result().isEmpty()) {
      return answer;
    }
    List<Tool> shown = AnswerRules.asTools(answer.result().get());
    try {
      ToolChanges changes = pins.compare(OWNER, server, shown);
      if (!kept) {
        return answer;
      }
      pins.agree(OWNER, server, shown);
      return answer.with(changes);
    } catch (RefusedContentException e) {
      return CheckedAnswer.refused(List.of("The list of tools: " + e.getMessage()));
    } catch (IllegalStateException | UncheckedIOException e) {
      throw unusable(e);
    }
  }

  /** Whether a tool is to be looked at before it is called. */
  boolean isKept() {
    return kept;
  }

  /** Why not to call a tool of this list, if there is a reason. */
  Optional<String> whyNot(String tool, JsonNode result) {
    List<Tool> now = AnswerRules.asTools(result);
    ToolChanges changes;
    try {
      changes = pins.compare(OWNER, server, now);
    } catch (RefusedContentException e) {
      return Optional.of("The list of tools: " + e.getMessage());
    } catch (IllegalStateException | UncheckedIOException e) {
      throw unusable(e);
    }
    if (now.stream().noneMatch(each -> each.name().equals(tool))) {
      return Optional.of("The tool is not in the list, or was refused there: nothing was called");
    }
    if (changes.added().contains(tool) || changes.changed().contains(tool)) {
      return Optional.of(
          "The tool "
              + (changes.added().contains(tool) ? "is new" : "has changed")
              + " since the tools were listed: list them to see it, then call it");
    }
    return Optional.empty();
  }

  private static UnusableException unusable(RuntimeException e) {
    return new UnusableException("--pins cannot be used: " + e.getMessage());
  }
}
