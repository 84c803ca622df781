package io.github.jerseymcp.local;

import io.modelcontextprotocol.modern.client.transport.HttpClientMcpTransport;
import io.modelcontextprotocol.modern.client.transport.McpHttpRequestCustomizer;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Tag;

/** The same over HTTP in MCP 2026-07-28. */
@Tag("once")
class ModernHttpWayTest extends HttpWayTest {

  @Override
  protected WayClient begin(String subject, String... scopes) {
    String bearer = bearer(subject, scopes);
    return ModernClient.over(
        HttpClientMcpTransport.builder(URI.create(notes.origin + "/mcp"))
            .requestCustomizer(
                McpHttpRequestCustomizer.fromSync(
                    (request, headers, context) -> headers.set("Authorization", bearer)))
            .build(),
        () -> {});
  }

  @Override
  protected List<String> told() {
    return List.of("CallBegan", "CallEnded");
  }
}
