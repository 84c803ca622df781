package io.github.jerseymcp.mcp.modern;

import io.github.jerseymcp.account.CallerLimits;
import io.github.jerseymcp.mcp.Container;
import io.github.jerseymcp.mcp.McpFixture;
import io.github.jerseymcp.mcp.McpTransportSettings;
import io.github.jerseymcp.mcp.endpoint.ModernMcpTransport;
import java.util.function.UnaryOperator;

/** A protected endpoint of both eras: with sessions, and MCP 2026-07-28 on the same path. */
record ModernServer(McpFixture fixture, ModernProbe probe) implements AutoCloseable {

  static ModernServer start() {
    return start(settings -> settings, CallerLimits.defaults());
  }

  static ModernServer start(
      UnaryOperator<McpTransportSettings.Builder> settings, CallerLimits limits) {
    return beside(McpFixture.start(Container.GRIZZLY, settings, limits));
  }

  /** Serves both eras on the path of a server of the older one. */
  static ModernServer beside(McpFixture fixture) {
    ModernProbe probe = new ModernProbe();
    ModernMcpTransport.serveBeside(fixture.transport, probe.server());
    return new ModernServer(fixture, probe);
  }

  /** A client of this user, with the scopes of the fixture. */
  ModernWire client(String subject) {
    return new ModernWire(fixture.client(subject));
  }

  /** A client of this user with these scopes, and a token with an id. */
  ModernWire client(String subject, String... scopes) {
    return new ModernWire(
        fixture.client(fixture.token(subject).claim("jti", subject).scope(scopes)));
  }

  @Override
  public void close() {
    fixture.close();
  }
}
