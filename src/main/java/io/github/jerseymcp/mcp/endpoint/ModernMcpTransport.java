package io.github.jerseymcp.mcp.endpoint;

import io.github.jerseymcp.mcp.McpTransportSettings;
import io.github.jerseymcp.mcp.call.CallSupport;
import io.github.jerseymcp.mcp.header.MessageHeaders;
import io.github.jerseymcp.mcp.modern.ModernEra;
import io.github.jerseymcp.mcp.modern.SealedByEndpoint;
import io.github.jerseymcp.mcp.newer.NewerServer;
import io.github.jerseymcp.mcp.older.OlderHandlers;
import io.github.jerseymcp.mcp.older.OlderServer;
import io.modelcontextprotocol.modern.server.McpRequestManager;
import io.modelcontextprotocol.modern.server.RequestStateCodec;
import java.util.List;

/**
 * Carries a server of the MCP Java SDK for MCP 2026-07-28 over an {@link McpEndpoint}: alone, or on
 * one path with a transport of older versions. It needs {@code mcp-core} 2.2.0 or later.
 *
 * <p>Which version a message is of is said by the message, and looked for after its caller was
 * verified. Its header must mirror its body. Every rule and limit of the endpoint holds for it.
 * Thread-safe.
 */
public final class ModernMcpTransport extends EndpointTransport {

  /**
   * Makes a transport that serves no other version; the limits of sessions do not matter to it.
   *
   * @param server what {@code io.modelcontextprotocol.modern.server.McpServer.builder()} builds
   * @throws IllegalArgumentException if schemas of two tools share an {@code $id}, or one has an
   *     {@code x-mcp-header} that MCP forbids
   */
  public ModernMcpTransport(McpTransportSettings settings, McpRequestManager server) {
    this(CallSupport.of(settings), server);
  }

  private ModernMcpTransport(CallSupport support, McpRequestManager server) {
    super(support, new ModernEra(support, server, List.of()));
  }

  /**
   * Serves MCP 2026-07-28 on the path of a transport of older versions, with its settings. To be
   * called before the first request.
   *
   * @param server what {@code io.modelcontextprotocol.modern.server.McpServer.builder()} builds
   * @throws IllegalStateException if the transport serves MCP 2026-07-28 already
   * @throws IllegalArgumentException if schemas of two tools share an {@code $id}, or one has an
   *     {@code x-mcp-header} that MCP forbids
   */
  public static void serveBeside(EndpointTransport older, McpRequestManager server) {
    older.serveNewer(new ModernEra(older.support(), server, MessageHeaders.VERSIONS));
  }

  /**
   * Serves MCP 2026-07-28 on the path of a transport of older versions with the same server: each
   * tool, resource and prompt is registered once. A handler cannot ask these clients anything in
   * between: that fails as with a client that lacks the capability. To be called when the server is
   * built, and before the first request.
   *
   * @throws IllegalStateException if the transport has no server, or serves MCP 2026-07-28 already
   */
  public static void serveBeside(EndpointTransport older) {
    serveBeside(older, OlderHandlers.of(older.server(), older.support().settings().json()));
  }

  /**
   * Serves MCP 2026-07-28 and the older versions with one server, on a transport on which none was
   * built: each tool, resource and prompt is registered once, in the form of MCP 2026-07-28. What a
   * handler asks ({@code InputRequiredResult}) a client with a session is asked on the stream of
   * its request, and the handler is called once more with the answers; a client that cannot be
   * asked gets an error of the tool. To be called before the first request.
   *
   * @param transport a {@link StreamableMcpTransport} or a {@link StatelessMcpTransport}
   * @param server what {@code io.modelcontextprotocol.modern.server.McpServer.builder()} builds
   * @throws IllegalStateException if the transport has a server, or serves no older version
   * @throws IllegalArgumentException if schemas of two tools share an {@code $id}, or one has an
   *     {@code x-mcp-header} that MCP forbids
   */
  public static void serveAllVersions(EndpointTransport transport, McpRequestManager server) {
    if (transport.hasServer()) {
      throw new IllegalStateException("The transport has a server: see serveBeside");
    }
    CallSupport support = transport.support();
    transport.serveOlder(new NewerServer(server, support.settings(), support.scrubber()));
    serveBeside(transport, server);
  }

  /**
   * For {@code McpServer.Builder.requestStateCodec}: leaves state as it is, since the endpoint
   * seals it. Without it the SDK adds a seal of its own, whose key other nodes do not have.
   */
  public static RequestStateCodec stateSealedByEndpoint() {
    return SealedByEndpoint.CODEC;
  }

  @Override
  OlderServer server() {
    throw new IllegalStateException("The transport serves no older version");
  }

  @Override
  void serveOlder(NewerServer server) {
    throw new IllegalStateException("The transport serves no older version");
  }

  @Override
  boolean hasServer() {
    return true;
  }

  @Override
  String[] verbs() {
    return new String[] {"POST"};
  }
}
