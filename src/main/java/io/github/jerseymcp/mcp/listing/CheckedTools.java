package io.github.jerseymcp.mcp.listing;

import io.github.jerseymcp.mcp.McpOperation;
import io.github.jerseymcp.mcp.header.AnnotatedHeaders;
import io.github.jerseymcp.time.Ticker;
import io.modelcontextprotocol.spec.McpSchema.ListToolsResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Leaves out tools whose {@code x-mcp-header} is one that MCP forbids (MCP 2026-07-28, custom
 * headers from tool parameters). At start they are refused; one that comes later is in no list, and
 * a call of it is answered as one of a tool that is not there. What was found out counts until
 * tools are said to have changed, and for ten seconds at most, since a server without sessions says
 * nothing of that. Bounded. Thread-safe.
 */
public final class CheckedTools {

  private static final String CALL = "tools/call";
  private static final int MOST = 4096;
  private static final int MOST_SAID = 64;
  private static final long AGE = Duration.ofSeconds(10).toNanos();

  private static final Logger logger = LoggerFactory.getLogger(CheckedTools.class);

  private volatile Verdicts present = new Verdicts();

  private final Set<String> said = ConcurrentHashMap.newKeySet();
  private final Ticker ticker;

  CheckedTools(Ticker ticker) {
    this.ticker = ticker;
  }

  /** Takes over tools that were checked. */
  public void learn(@Nullable ListToolsResult checked) {
    if (checked != null) {
      Verdicts verdicts = present;
      checked.tools().forEach(tool -> verdicts.remember(tool.name()));
    }
  }

  /** Tools have come, gone or changed: each is looked at again. */
  public void forget() {
    present = new Verdicts();
  }

  /**
   * What is known at this moment. To be taken before the server is asked for its tools: what is
   * found out about those is lost when they change meanwhile, and is not taken for the new ones.
   */
  Verdicts present() {
    return present;
  }

  /**
   * The work of an operation; refuses a call of a tool instead that clients must not accept.
   *
   * @param tools the tools of the server as the caller sees them, asked where one is not known
   */
  public <T> Mono<T> before(
      McpOperation operation, Mono<T> work, Mono<ListToolsResult> tools, Runnable refusal) {
    if (!operation.method().equals(CALL)) {
      return work;
    }
    String name = operation.name().orElse("");
    return Mono.defer(
        () -> {
          Verdicts verdicts = present;
          return verdicts.isKnown(name)
              ? work
              : tools.flatMap(list -> checked(verdicts, name, list, work, refusal));
        });
  }

  private static <T> Mono<T> checked(
      Verdicts verdicts, String name, ListToolsResult list, Mono<T> work, Runnable refusal) {
    if (verdicts.admits(name, list)) {
      return work;
    }
    refusal.run();
    return Mono.empty();
  }

  private void say(String name, IllegalArgumentException why) {
    if (said.size() < MOST_SAID && said.add(name)) {
      logger.error(
          "A tool was added whose schema has an x-mcp-header {}; it is neither listed nor run: {}",
          why.getMessage(),
          name);
    }
  }

  /** What was found out about the tools of a server since they last changed. */
  final class Verdicts {

    /** What was looked at, and when; whatever else is called is looked for first. */
    private final Map<String, Long> fit = new ConcurrentHashMap<>();

    /** Of many callers one looks again at what was looked at long ago. */
    private boolean isKnown(String name) {
      @Nullable Long seen = fit.get(name);
      long now = ticker.nanos();
      return seen != null && (now - seen < AGE || !fit.replace(name, seen, now));
    }

    /** Whether a list may show an entry. */
    @SuppressWarnings("unchecked") // The members of a JSON object have names.
    boolean mayShow(ListKind kind, @Nullable Object listed) {
      if (!kind.use().equals(CALL) || !(listed instanceof Map<?, ?> entry)) {
        return true;
      }
      return isFit(
          kind.nameOf(listed).orElse(""),
          entry.get("inputSchema") instanceof Map<?, ?> schema
              ? (Map<String, Object>) schema
              : null);
    }

    /** What is not listed the server has not, or hides: then it alone can tell. */
    private boolean admits(String name, ListToolsResult list) {
      Optional<Tool> found =
          list.tools().stream().filter(tool -> tool.name().equals(name)).findFirst();
      return found.isEmpty() || isFit(name, found.get().inputSchema());
    }

    private boolean isFit(String name, @Nullable Map<String, Object> schema) {
      try {
        AnnotatedHeaders.check(schema);
        remember(name);
        return true;
      } catch (IllegalArgumentException e) {
        fit.remove(name);
        say(name, e);
        return false;
      }
    }

    private void remember(String name) {
      if (fit.containsKey(name) || fit.size() < MOST) {
        fit.put(name, ticker.nanos());
      }
    }
  }
}
