package io.github.jerseymcp.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.OperationScopes;
import io.github.jerseymcp.mcp.endpoint.EndpointTransport;
import io.github.jerseymcp.mcp.endpoint.McpEndpoint;
import io.github.jerseymcp.mcp.endpoint.StatelessMcpTransport;
import io.github.jerseymcp.mcp.endpoint.StreamableMcpTransport;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer;
import jakarta.ws.rs.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules on an endpoint class are enforced, whatever its transport was told: F-02. */
class EndpointRulesTest {

  @Path("/other")
  @McpProtected(scopes = "mcp:tools:read")
  private static final class Other extends McpEndpoint {
    Other(EndpointTransport transport) {
      super(transport);
    }
  }

  @Path("/open")
  @McpProtected(scopes = "mcp:tools:read")
  @OperationScopes(method = "tools/call", value = "mcp:tools:call")
  private static class Base extends McpEndpoint {
    Base(EndpointTransport transport) {
      super(transport);
    }
  }

  /** What a container makes of a class. */
  private static final class Proxy extends Base {
    Proxy(EndpointTransport transport) {
      super(transport);
    }
  }

  @Test
  void enforcesTheAnnotationsOfTheEndpointWithoutAPolicyF02() {
    try (McpFixture server = McpFixture.start()) {
      McpWire client = server.client(server.token("alice").scope("mcp:tools:read")).initialize();
      McpWire.Reply refused = client.post(McpWire.call(1, "echo", "hi"));

      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.header("WWW-Authenticate")).contains("mcp:tools:read mcp:tools:call");
      assertThat(server.probe.runs).hasValue(0);
    }
  }

  @Test
  void addsAPolicyOfTheSettingsToTheAnnotationsF02() {
    try (McpFixture server =
        McpFixture.start(
            Container.GRIZZLY, settings -> settings.policy(operation -> Set.of("more")))) {
      McpWire client = server.client(server.token("alice").scope("mcp:tools:read", "more"));

      assertThat(client.initialize().post(McpWire.call(1, "echo", "hi")).header("WWW-Authenticate"))
          .contains("mcp:tools:call", "more");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void refusesTwoEndpointClassesOnOneTransportF02(boolean sessions) {
    EndpointTransport transport = served(sessions);
    Base endpoint = new Base(transport);

    assertThat(endpoint).isNotNull();
    assertThatThrownBy(() -> new Other(transport))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("One transport serves one endpoint class")
        .hasMessageContaining(Other.class.getName())
        .hasMessageContaining(Base.class.getName());
    assertThatCode(() -> new Proxy(transport)).doesNotThrowAnyException();
  }

  @Test
  void refusesAnEndpointWithoutAServerF02() {
    StatelessMcpTransport stateless = new StatelessMcpTransport(settings());
    StreamableMcpTransport sessions = new StreamableMcpTransport(settings());

    for (EndpointTransport transport : new EndpointTransport[] {stateless, sessions}) {
      assertThatThrownBy(() -> new Base(transport))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("Build a server of the MCP SDK on the transport before");
    }
    stateless.close();
    sessions.close();
  }

  private static EndpointTransport served(boolean sessions) {
    if (sessions) {
      StreamableMcpTransport transport = new StreamableMcpTransport(settings());
      McpServer.async(transport).serverInfo("rules", "1").build();
      return transport;
    }
    StatelessMcpTransport transport = new StatelessMcpTransport(settings());
    McpServer.async(transport).serverInfo("rules", "1").build();
    return transport;
  }

  private static McpTransportSettings settings() {
    return McpTransportSettings.builder(McpJsonDefaults.getMapper()).build();
  }
}
