package io.github.jerseymcp.mcp.listing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.mcp.McpOperation;
import io.github.jerseymcp.testing.MutableTime;
import io.modelcontextprotocol.spec.McpSchema.ListToolsResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** What is found out about tools while they change: T-23. */
class CheckedToolsTest {

  private static final McpOperation CALL =
      new McpOperation("tools/call", Optional.of("late"), Map.of());
  private static final ListKind TOOLS = ListKind.of("tools/list").orElseThrow();

  private final MutableTime time = new MutableTime(Instant.parse("2026-11-30T12:00:00Z"));
  private final CheckedTools checked = new CheckedTools(time);
  private final AtomicInteger runs = new AtomicInteger();
  private final AtomicInteger refusals = new AtomicInteger();

  @Test
  void takesWhatItSawOfAToolForNothingThatReplacesItMeanwhileT23() {
    call(
        Mono.fromSupplier(
            () -> {
              ListToolsResult before = tools("string");
              checked.forget(); // The tool is replaced here.
              return before;
            }));
    assertThat(runs).hasValue(1);

    call(Mono.just(tools("number")));

    assertThat(runs).hasValue(1);
    assertThat(refusals).hasValue(1);
  }

  @Test
  void takesWhatAListSawOfAToolForNothingThatReplacesItMeanwhileT23() {
    CheckedTools.Verdicts before = checked.present();
    checked.forget(); // The server was asked, and the tool is replaced before its answer is read.
    assertThat(before.mayShow(TOOLS, entry("late", "string"))).isTrue();

    call(Mono.just(tools("number")));

    assertThat(runs).hasValue(0);
    assertThat(refusals).hasValue(1);
  }

  @Test
  void looksAtAToolOnceUntilToolsChangeT23() {
    AtomicInteger asked = new AtomicInteger();
    Mono<ListToolsResult> counted =
        Mono.fromSupplier(
            () -> {
              asked.incrementAndGet();
              return tools("string");
            });
    call(counted);
    call(counted);
    assertThat(asked).hasValue(1);

    checked.forget();
    call(counted);

    assertThat(asked).hasValue(2);
    assertThat(runs).hasValue(3);
  }

  @Test
  void looksAgainAfterTenSecondsWhereNobodySaysThatAToolWasReplacedT23() {
    call(Mono.just(tools("string")));
    time.advance(Duration.ofSeconds(10).minusNanos(1));
    call(Mono.just(tools("number")));
    assertThat(runs).as("as it was").hasValue(2);

    time.advance(Duration.ofNanos(1));
    call(Mono.just(tools("number")));
    call(Mono.just(tools("number")));

    assertThat(runs).hasValue(2);
    assertThat(refusals).hasValue(2);
  }

  /** A server that does not say that its tools change shows by its lists what they are. */
  @Test
  void judgesEachListByWhatIsInItT23() {
    CheckedTools.Verdicts verdicts = checked.present();

    assertThat(verdicts.mayShow(TOOLS, entry("late", "string"))).isTrue();
    assertThat(verdicts.mayShow(TOOLS, entry("late", "number"))).isFalse();
    call(Mono.just(tools("number")));
    assertThat(runs).hasValue(0);
  }

  private void call(Mono<ListToolsResult> tools) {
    checked
        .before(CALL, Mono.fromRunnable(runs::incrementAndGet), tools, refusals::incrementAndGet)
        .block();
  }

  private static ListToolsResult tools(String type) {
    return ListToolsResult.builder(List.of(Tool.builder("late", schema(type)).build())).build();
  }

  private static Map<String, Object> entry(String name, String type) {
    return Map.of("name", name, "inputSchema", schema(type));
  }

  private static Map<String, Object> schema(String type) {
    return Map.of(
        "type",
        "object",
        "properties",
        Map.of("text", Map.of("type", type, "x-mcp-header", "Text")));
  }
}
