package io.github.jerseymcp.manual;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.mcp.message.RpcError;
import io.github.jerseymcp.refusal.Reason;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page about refusals has a row for each status and error code that there is. */
class RefusalsTest {

  private static final List<String> ROWS = Page.read(Path.of("docs/refusals.md")).lines();

  @ParameterizedTest
  @EnumSource(Reason.class)
  void explainsTheAnswer(Reason reason) {
    String status = "| " + reason.status() + " | ";
    String error = reason.error().map(code -> "`" + code + "` |").orElse("|");

    assertThat(ROWS).anyMatch(row -> row.startsWith(status + error));
  }

  @ParameterizedTest
  @EnumSource(RpcError.class)
  void explainsTheErrorOfAMessageByItsCause(RpcError error) {
    assertThat(ROWS)
        .anySatisfy(
            row -> {
              List<String> cells = List.of(row.split("\\s*\\|\\s*"));
              assertThat(cells).hasSize(6);
              assertThat(list(cells.get(1))).contains(String.valueOf(error.status()));
              assertThat(list(cells.get(2))).contains(String.valueOf(error.rpcCode()));
              assertThat(list(cells.get(3))).contains("`" + error.code() + "`");
            });
  }

  @Test
  void namesNoCauseThatThereIsNot() {
    assertThat(String.join("\n", ROWS).split("`"))
        .filteredOn(word -> word.startsWith("message."))
        .filteredOn(word -> !word.equals("message."))
        .isSubsetOf(Arrays.stream(RpcError.values()).map(RpcError::code).toList());
  }

  private static List<String> list(String cell) {
    return List.of(cell.split(", "));
  }
}
