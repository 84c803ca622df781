package io.github.jerseymcp.provoked;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.mcp.MessageRecipes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The line that the manual shows is one that was logged. */
class SampleLineTest {

  private static final Path PAGE = Path.of("docs", "guide", "logging.md");

  @Test
  void isShownAsItIsLogged() throws Exception {
    try (Traces traces = new Traces()) {
      assertThat(MessageRecipes.all().get("message.session_not_found").prepare(traces).getAsInt())
          .isEqualTo(404);
      assertThat(traces.lines("INFO io.github.jerseymcp.refusals"))
          .singleElement()
          .satisfies(line -> assertThat(page()).contains(shown(line)));
    }
  }

  /** Without the thread, and with a public issuer. */
  private static String shown(String line) {
    return line.substring(line.indexOf("INFO"))
        .replaceAll("http://127\\.0\\.0\\.1:\\d+", "https://auth.example.com");
  }

  private static String page() throws IOException {
    return Files.readString(PAGE);
  }
}
