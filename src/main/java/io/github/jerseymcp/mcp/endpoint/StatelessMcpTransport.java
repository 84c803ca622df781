package io.github.jerseymcp.mcp.endpoint;

import io.github.jerseymcp.mcp.McpTransportSettings;
import io.github.jerseymcp.mcp.call.CallSupport;
import io.github.jerseymcp.mcp.header.MessageHeaders;
import io.github.jerseymcp.mcp.newer.NewerServer;
import io.github.jerseymcp.mcp.older.OlderServer;
import io.github.jerseymcp.mcp.stateless.StatelessEra;
import io.modelcontextprotocol.server.McpStatelessServerHandler;
import io.modelcontextprotocol.spec.McpStatelessServerTransport;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Carries a stateless server of the MCP Java SDK over an {@link McpEndpoint}: each POST is one
 * message that depends on no other.
 *
 * <p>Hand it to {@code McpServer.sync(...)} or {@code McpServer.async(...)}, and to the endpoint.
 * The answer is JSON, or an event stream if it takes long; a client that goes away from that
 * cancels its call. GET and DELETE are answered with 405. Thread-safe.
 */
public final class StatelessMcpTransport extends EndpointTransport
    implements McpStatelessServerTransport {

  private final StatelessEra era;

  /** Makes a transport; the limits of sessions do not matter to it. */
  public StatelessMcpTransport(McpTransportSettings settings) {
    this(CallSupport.of(settings));
  }

  private StatelessMcpTransport(CallSupport support) {
    this(support, new StatelessEra(support));
  }

  private StatelessMcpTransport(CallSupport support, StatelessEra era) {
    super(support, era);
    this.era = era;
  }

  /**
   * Takes the handler of the SDK's server; called when that is built.
   *
   * @throws IllegalArgumentException if schemas of two tools share an {@code $id}, or one has an
   *     {@code x-mcp-header} that MCP forbids
   */
  @Override
  public void setMcpHandler(McpStatelessServerHandler handler) {
    era.serve(handler);
  }

  @Override
  public List<String> protocolVersions() {
    return MessageHeaders.VERSIONS;
  }

  @Override
  public Mono<Void> closeGracefully() {
    return Mono.fromRunnable(this::close);
  }

  @Override
  public void close() {
    super.close();
  }

  @Override
  OlderServer server() {
    return era.server();
  }

  @Override
  void serveOlder(NewerServer server) {
    era.serve(server.stateless());
  }

  @Override
  boolean hasServer() {
    return era.hasServer();
  }

  @Override
  String[] verbs() {
    return new String[] {"POST"};
  }
}
