package io.github.jerseymcp.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.spec.McpSchema;
import org.junit.jupiter.api.Test;

/** The tests of older versions of MCP run on that line of the SDK which was asked for. */
class SdkLineTest {

  @Test
  void runsOnTheLineThatWasAskedFor() {
    boolean oldest = "2.1".equals(System.getProperty("mcp.line"));
    String newerPart = "io/modelcontextprotocol/modern/server/McpServer.class";

    assertThat(McpSchema.class.getClassLoader().getResource(newerPart) == null).isEqualTo(oldest);
  }
}
