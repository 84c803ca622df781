package io.github.jerseymcp.mcp.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which texts of the SDK leave, and which do not. */
class ErrorScrubberTest {

  @ParameterizedTest
  @CsvSource({
    "Tool (x) input validation failed: secret, false",
    "Tool (x) output validation failed: secret, false",
    "You have no note with this secret, true"
  })
  void replacesTheValidationTextsOfTheSdkAlone(String text, boolean leaves) {
    CallToolResult result = CallToolResult.builder().addTextContent(text).isError(true).build();
    String scrubbed = String.valueOf(ErrorScrubber.scrubbed(result));

    assertThat(scrubbed.contains("secret")).isEqualTo(leaves);
    assertThat(scrubbed).contains("isError=true");
  }
}
