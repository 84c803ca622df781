package io.github.jerseymcp.mcp.listing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.event.Operation;
import io.github.jerseymcp.mcp.McpOperation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What operations are called in events. */
class KnownOperationsTest {

  private final KnownOperations known = new KnownOperations();

  @Test
  void learnsFromTheMembersOfAList() {
    known.learn(operation("tools/list", null), Map.of("tools", List.of(Map.of("name", "add"))));
    known.learn(
        operation("prompts/list", null), Map.of("prompts", List.of(Map.of("name", "summary"))));

    assertThat(known.of(operation("tools/call", "add")))
        .isEqualTo(new Operation("tools/call", Optional.of("add")));
    assertThat(known.of(operation("prompts/get", "summary")))
        .isEqualTo(new Operation("prompts/get", Optional.of("summary")));
  }

  @Test
  void learnsNothingFromWhatIsNoList() {
    Map<String, Object> result = Map.of("tools", List.of(Map.of("name", "mine"), 7), "prompts", 1);
    known.learn(operation("tools/call", "add"), result);
    known.learn(operation("prompts/list", null), result);

    assertThat(known.of(operation("tools/call", "mine"))).isEqualTo(Operation.of("tools/call"));
    assertThat(known.of(operation("tools/call", "add")).name()).contains("add");
  }

  @Test
  void learnsNoMoreThanItsBound() {
    for (int i = 0; i < 5000; i++) {
      known.learn(
          operation("tools/list", null), Map.of("tools", List.of(Map.of("name", "tool" + i))));
    }

    assertThat(known.of(operation("tools/call", "tool4095")).name()).isPresent();
    assertThat(known.of(operation("tools/call", "tool4096")).name()).isEmpty();
  }

  private static McpOperation operation(String method, @Nullable String name) {
    return new McpOperation(method, Optional.ofNullable(name), Map.of());
  }
}
