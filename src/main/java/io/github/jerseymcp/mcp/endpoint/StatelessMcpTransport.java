package io.github.jerseymcp.mcp.endpoint;

import io.github.jerseymcp.mcp.McpTransportSettings;
import io.github.jerseymcp.mcp.message.AuthoriseOperation;
import io.github.jerseymcp.mcp.message.Exchange;
import io.github.jerseymcp.mcp.message.MessageHeaders;
import io.github.jerseymcp.mcp.work.Sweeper;
import io.github.jerseymcp.time.Clocks;
import io.github.jerseymcp.time.Moment;
import io.github.jerseymcp.token.RevokedTokens;
import io.modelcontextprotocol.server.McpStatelessServerHandler;
import io.modelcontextprotocol.spec.McpStatelessServerTransport;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
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

  private final StatelessRequests requests;
  private final Sweeper sweeper;
  private final Optional<RevokedTokens.Listening> listening;

  /** Makes a transport; the limits of sessions do not matter to it. */
  public StatelessMcpTransport(McpTransportSettings settings) {
    this(settings, new AuthoriseOperation(settings.policy(), settings.deniesUnlisted()));
  }

  private StatelessMcpTransport(McpTransportSettings settings, AuthoriseOperation rules) {
    super(rules);
    this.requests = new StatelessRequests(settings, rules);
    this.sweeper =
        new Sweeper(
            () -> requests.sweep(Moment.of(Clocks.of(settings.clock()))),
            settings.streams().keepAlive());
    this.listening = settings.revokedTokens().map(tokens -> tokens.onRevoke(requests::revoke));
  }

  /**
   * Takes the handler of the SDK's server; called when that is built.
   *
   * @throws IllegalArgumentException if schemas of two tools share an {@code $id}, or one has an
   *     {@code x-mcp-header} that MCP forbids
   */
  @Override
  public void setMcpHandler(McpStatelessServerHandler handler) {
    requests.serve(handler);
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
    listening.ifPresent(RevokedTokens.Listening::close);
    sweeper.close();
    requests.close();
  }

  /** The calls in flight. */
  public int callsInFlight() {
    return requests.callsInFlight();
  }

  /** The event streams that are open. */
  public int streamsOpen() {
    return requests.streamsOpen();
  }

  @Override
  boolean hasServer() {
    return requests.hasServer();
  }

  @Override
  String[] verbs() {
    return new String[] {"POST"};
  }

  @Override
  public void post(Exchange exchange, InputStream body) throws IOException {
    requests.post(exchange, body);
  }

  @Override
  public void get(Exchange exchange) {
    exchange.answer(notAllowed());
  }

  @Override
  void delete(Exchange exchange) {
    exchange.answer(notAllowed());
  }
}
