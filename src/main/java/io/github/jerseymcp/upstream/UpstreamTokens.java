package io.github.jerseymcp.upstream;

import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.client.discovery.CheckDestination;
import io.github.jerseymcp.client.http.AuthorizedHttpClientBuilder;
import io.github.jerseymcp.client.http.Credentials;
import io.github.jerseymcp.client.jaxrs.AuthorizationFeature;
import io.github.jerseymcp.client.proof.Nonces;
import jakarta.ws.rs.core.Feature;
import java.net.http.HttpClient;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Calls another API for the caller of this server, with a token of the API's own: that of the
 * caller is exchanged for it at the issuer (RFC 8693) and never sent on. No handler can read the
 * caller's token; it is forgotten when the request, or the call of a tool that came with it, ends.
 *
 * <p>An exchanged token is kept in memory for the one token, API and set of scopes that it was got
 * for, and used no longer than the caller's token counts. It goes to the API's address or below it,
 * and nowhere else. Where there is none, what is thrown is an {@link UpstreamTokenException}.
 * Thread-safe; make one for each API, when the application starts.
 */
public final class UpstreamTokens {

  /**
   * The property of a request of a JAX-RS client that names its caller, an {@link McpPrincipal}:
   * {@code target.request().property(UpstreamTokens.CALLER, caller)}.
   */
  public static final String CALLER = "io.github.jerseymcp.upstream.caller";

  private static final int MOST_RUNNING = 64;

  private final UpstreamSettings settings;
  private final CallerCredentials.Shared shared;
  private final UserThreads threads;
  private final UpstreamClients clients;
  private final Set<String> scopes;

  private UpstreamTokens(
      UpstreamSettings settings,
      CallerCredentials.Shared shared,
      UserThreads threads,
      UpstreamClients clients,
      Set<String> scopes) {
    this.settings = settings;
    this.shared = shared;
    this.threads = threads;
    this.clients = clients;
    this.scopes = scopes;
  }

  /**
   * Begins to describe an API.
   *
   * @param api its address: https, or http on loopback. Tokens go there and below it
   * @param issuer the authorization server that exchanges tokens for it, letter by letter; it must
   *     take those of the callers, so most often it is the issuer of these
   */
  public static UpstreamTokensBuilder builder(String api, String issuer) {
    return new UpstreamTokensBuilder(api, issuer);
  }

  static UpstreamTokens of(UpstreamSettings settings) {
    UpstreamClients clients = new UpstreamClients(settings.tls(), settings.mostExchanges());
    return new UpstreamTokens(
        settings,
        new CallerCredentials.Shared(
            new CheckDestination(settings.api()),
            new ExchangedTokens(new Exchange(settings, clients), settings),
            new Nonces(),
            settings.clocks()),
        new UserThreads(MOST_RUNNING, settings.mostWaiting()),
        clients,
        settings.scopes());
  }

  /**
   * The same for calls that need less, with tokens of their own: what a tool does not need, its
   * token cannot do.
   *
   * @param fewer some of the configured scopes, at least one
   * @throws IllegalArgumentException if one was not configured, or there is none
   */
  public UpstreamTokens withScopes(String... fewer) {
    Set<String> wanted = Set.of(fewer);
    if (wanted.isEmpty() || !scopes.containsAll(wanted)) {
      throw new IllegalArgumentException("Scopes can be chosen from those that were configured");
    }
    return new UpstreamTokens(settings, shared, threads, clients, wanted);
  }

  /**
   * A client of the JDK that calls the API for this caller, while its call lasts. It is cheap: all
   * of them share connections. It follows no redirect, keeps no cookie, and sends nothing to any
   * other address.
   *
   * @param caller as it is injected, or as {@code McpCaller} gives it
   * @throws IllegalStateException if it is injected, and there is no request on this thread
   */
  public HttpClient httpClient(McpPrincipal caller) {
    return AuthorizedHttpClientBuilder.view(
        clients.api(), credentials(caller), threadsOf(caller), settings.limits());
  }

  /**
   * Builds such clients with connections of their own, for the transport of the MCP Java SDK:
   * {@code transport.clientBuilder(upstream.httpClientBuilder(caller))}. Make a transport for each
   * call: a session of the SDK belongs to its caller.
   */
  public HttpClient.Builder httpClientBuilder(McpPrincipal caller) {
    return new AuthorizedHttpClientBuilder(
        credentials(caller), threadsOf(caller), settings.limits(), settings.tls().forServer());
  }

  /**
   * Makes a client of JAX-RS call the API for the caller that each request names by {@link
   * #CALLER}; a request that names none is not sent. One client serves all callers. What is thrown
   * is the cause of a {@code ProcessingException}. A {@link UpstreamTokensBuilder#tls} that was set
   * goes before the context of Jersey's client.
   */
  public Feature jaxRs() {
    return new AuthorizationFeature(
        request -> named(request.getProperty(CALLER)),
        settings.limits(),
        settings.tls().isSystem() ? Optional.empty() : Optional.of(settings.tls().forServer()));
  }

  private Credentials named(@Nullable Object caller) {
    return caller instanceof McpPrincipal principal
        ? credentials(principal)
        : CallerCredentials.none(shared);
  }

  private Executor threadsOf(McpPrincipal caller) {
    return threads.of(caller.issuer() + " " + caller.subject());
  }

  private Credentials credentials(McpPrincipal caller) {
    return CallerCredentials.of(shared, scopes, caller);
  }

  @Override
  public String toString() {
    return "UpstreamTokens[" + settings.api().getHost() + "]";
  }
}
