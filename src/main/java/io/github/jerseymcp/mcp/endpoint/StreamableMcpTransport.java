package io.github.jerseymcp.mcp.endpoint;

import io.github.jerseymcp.mcp.McpTransportSettings;
import io.github.jerseymcp.mcp.call.CallSupport;
import io.github.jerseymcp.mcp.header.MessageHeaders;
import io.github.jerseymcp.mcp.newer.NewerServer;
import io.github.jerseymcp.mcp.older.OlderServer;
import io.github.jerseymcp.mcp.session.SessionEra;
import io.github.jerseymcp.mcp.watch.ToldChange;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import io.modelcontextprotocol.spec.McpStreamableServerTransportProvider;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Carries a server of the MCP Java SDK with sessions over an {@link McpEndpoint} (MCP 2025-11-25
 * and 2025-06-18, Streamable HTTP; 2025-03-26 without batches).
 *
 * <p>Hand it to {@code McpServer.sync(...)} or {@code McpServer.async(...)}, and to the endpoint.
 * Each message is parsed strictly and once, and its scopes are checked before the server sees it. A
 * session belongs to one issuer, subject and client; to others it does not exist. Sessions live in
 * this process: behind a load balancer send each {@code Mcp-Session-Id} to one node.
 *
 * <p>Thread-safe. {@link #close} ends all sessions, calls and streams.
 */
public final class StreamableMcpTransport extends EndpointTransport
    implements McpStreamableServerTransportProvider {

  private final SessionEra era;

  /** Makes a transport. */
  public StreamableMcpTransport(McpTransportSettings settings) {
    this(CallSupport.of(settings));
  }

  private StreamableMcpTransport(CallSupport support) {
    this(support, new SessionEra(support));
  }

  private StreamableMcpTransport(CallSupport support, SessionEra era) {
    super(support, era);
    this.era = era;
  }

  /**
   * Takes the sessions of the SDK's server; called when that is built.
   *
   * @throws IllegalArgumentException if schemas of two tools share an {@code $id}, or one has an
   *     {@code x-mcp-header} that MCP forbids
   */
  @Override
  public void setSessionFactory(McpStreamableServerSession.Factory factory) {
    era.serve(factory);
  }

  @Override
  public List<String> protocolVersions() {
    return MessageHeaders.VERSIONS;
  }

  /**
   * Sends a notification to every session that listens. That a list has changed is told to clients
   * of MCP 2026-07-28 as well. Other nodes are told by a {@link
   * io.github.jerseymcp.feed.ChangeFeed} alone.
   */
  @Override
  public Mono<Void> notifyClients(String method, @Nullable Object params) {
    if (method.equals("notifications/tools/list_changed")) {
      support().forgetTools();
    }
    return Mono.<Void>fromRunnable(() -> ToldChange.ofMethod(method).ifPresent(this::changed))
        .then(notifySessions(method, params));
  }

  private Mono<Void> notifySessions(String method, @Nullable Object params) {
    return Flux.fromIterable(era.sessions().all())
        .flatMap(session -> session.server().sendNotification(method, params).onErrorComplete())
        .then();
  }

  /** Sends a notification to the session that the SDK knows by this id. */
  @Override
  public Mono<Void> notifyClient(String sessionId, String method, @Nullable Object params) {
    return Flux.fromIterable(era.sessions().all())
        .filter(session -> session.server().getId().equals(sessionId))
        .flatMap(session -> session.server().sendNotification(method, params))
        .then();
  }

  @Override
  public Mono<Void> closeGracefully() {
    return Mono.fromRunnable(this::close);
  }

  @Override
  public void close() {
    super.close();
  }

  /** The sessions that are open. */
  public int sessionsOpen() {
    return era.sessions().size();
  }

  /** The bytes of events that are kept for clients that come back. */
  public long bytesKept() {
    return era.bytesKept();
  }

  @Override
  OlderServer server() {
    return era.server();
  }

  @Override
  void serveOlder(NewerServer server) {
    era.serve(server.sessions());
  }

  @Override
  boolean hasServer() {
    return era.hasServer();
  }

  @Override
  String[] verbs() {
    return new String[] {"DELETE", "GET", "POST"};
  }
}
