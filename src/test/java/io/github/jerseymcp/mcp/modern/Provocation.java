package io.github.jerseymcp.mcp.modern;

import io.github.jerseymcp.account.Holding;
import io.github.jerseymcp.config.McpSecurityConfigBuilder;
import io.github.jerseymcp.mcp.HeardEvents;
import io.github.jerseymcp.mcp.McpFixture;
import io.github.jerseymcp.mcp.McpTransportSettings;
import io.github.jerseymcp.mcp.endpoint.ModernMcpTransport;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import io.github.jerseymcp.testsupport.mcp.McpWire.Reply;
import io.modelcontextprotocol.modern.server.McpRequestManager;
import java.util.function.UnaryOperator;

/**
 * How a server is brought to refuse a request, whatever its method.
 *
 * @param server made for one request
 * @param request sends it
 */
record Provocation(Server server, Request request) {

  /** Makes a server whose events are heard. */
  @FunctionalInterface
  interface Server {

    ModernServer start(HeardEvents heard);
  }

  /** Sends a request with this method, and what must come before it. */
  @FunctionalInterface
  interface Request {

    Reply send(ModernServer server, String method) throws Exception;
  }

  /** At a server that is as ever. */
  static Provocation of(Request request) {
    return new Provocation(
        heard -> server(heard, settings -> settings, UnaryOperator.identity()), request);
  }

  /** At a server with these settings of its endpoint. */
  static Provocation of(UnaryOperator<McpTransportSettings.Builder> settings, Request request) {
    return new Provocation(heard -> server(heard, settings, UnaryOperator.identity()), request);
  }

  /** At a server with these settings of its security. */
  static Provocation secured(UnaryOperator<McpSecurityConfigBuilder> security, Request request) {
    return new Provocation(heard -> server(heard, settings -> settings, security), request);
  }

  /** At a server of which one caller, and all, may hold so much. */
  static Provocation limited(Holding holding, long ofCaller, long ofAll, Request request) {
    return secured(
        config -> config.callers(callers -> callers.with(holding, ofCaller, ofAll)), request);
  }

  /** At a server that does what the SDK's would not. */
  static Provocation faulty(
      UnaryOperator<McpTransportSettings.Builder> settings,
      McpRequestManager faulty,
      Request request) {
    return new Provocation(
        heard -> {
          McpFixture fixture = McpFixture.heardBy(heard, settings, UnaryOperator.identity());
          ModernMcpTransport.serveBeside(fixture.transport, faulty);
          return new ModernServer(fixture, new ModernProbe());
        },
        request);
  }

  /** Alice sends what is well formed. */
  static Reply ask(ModernServer server, String method) {
    return ask(server.client("alice"), method);
  }

  static Reply ask(ModernWire client, String method) {
    return client.ask(method, "");
  }

  /** The same from a client that is changed. */
  static Request from(UnaryOperator<McpWire> change) {
    return (server, method) ->
        ask(new ModernWire(change.apply(server.client("alice").http())), method);
  }

  private static ModernServer server(
      HeardEvents heard,
      UnaryOperator<McpTransportSettings.Builder> settings,
      UnaryOperator<McpSecurityConfigBuilder> security) {
    return ModernServer.beside(McpFixture.heardBy(heard, settings, security));
  }
}
