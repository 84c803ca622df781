package io.github.jerseymcp.mcp.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.mcp.McpOperation;
import io.github.jerseymcp.mcp.OperationPolicy;
import io.github.jerseymcp.mcp.PlainCaller;
import io.github.jerseymcp.mcp.UnfitArgumentsException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * A policy of somebody else's that can tell nothing without arguments breaks no list: W-03, W-04.
 */
class UntoldPolicyTest {

  private static final OperationPolicy BY_ARGUMENT =
      operation -> {
        if (operation.arguments().get("id") instanceof String id) {
          return Set.of("notes:" + id);
        }
        throw new UnfitArgumentsException();
      };

  private final AuthoriseOperation rules = new AuthoriseOperation(BY_ARGUMENT, false);
  private final McpOperation listed =
      new McpOperation("tools/call", Optional.of("delete"), Map.of());

  @Test
  void isShownToNobody() {
    assertThat(rules.mayUse(new PlainCaller("alice", Set.of("notes:7")), listed)).isFalse();
  }

  @Test
  void tellsNoScopesRatherThanNone() {
    assertThat(rules.statedScopesFor(listed)).isEmpty();
  }
}
