package io.github.jerseymcp.manual;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.refusal.Reason;
import java.nio.file.Path;
import java.util.List;
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
}
