package io.github.jerseymcp.example.authorization;

import com.nimbusds.oauth2.sdk.GrantType;
import io.github.jerseymcp.example.http.HttpListener;
import io.github.jerseymcp.server.ResourceInstances;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.glassfish.jersey.server.ResourceConfig;

/**
 * An OAuth authorization server that gives anybody a token: for development, on loopback only.
 *
 * <p>It speaks what MCP clients expect: metadata (RFC 8414), PKCE with S256 (RFC 7636), resource
 * indicators (RFC 8707), {@code iss} in its responses (RFC 9207), dynamic registration (RFC 7591),
 * client ID metadata documents, rotating refresh tokens, JWT access tokens (RFC 9068), bound to a
 * key where the client proves one (DPoP, RFC 9449), and token exchange (RFC 8693). All it knows is
 * in memory, bounded, and forgotten when it stops.
 */
public final class DevelopmentAuthorizationServer implements AutoCloseable {

  private static final String HOST = "127.0.0.1";
  private static final int MAX_HEADER_BYTES = 16 * 1024;
  private static final int MAX_PORT = 65_535;

  private final HttpListener listener;
  private final Endpoints endpoints;

  private DevelopmentAuthorizationServer(HttpListener listener) {
    this.listener = listener;
    this.endpoints = new Endpoints("http://" + HOST + ":" + listener.port());
  }

  /**
   * Starts a server.
   *
   * @throws IOException if there is no port to listen on
   */
  public static DevelopmentAuthorizationServer start(AuthorizationSettings settings)
      throws IOException {
    DevelopmentAuthorizationServer server =
        new DevelopmentAuthorizationServer(listen(settings.preferredPort()));
    try {
      server.listener.deploy(server.application(settings));
      return server;
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /** The issuer identifier of its tokens, where its metadata are found. */
  public String issuer() {
    return endpoints.issuer();
  }

  /** Where it gives tokens. */
  public String tokenEndpoint() {
    return endpoints.token().toString();
  }

  @Override
  public void close() {
    listener.close();
  }

  private static HttpListener listen(int preferredPort) throws IOException {
    if (preferredPort > 0 && preferredPort <= MAX_PORT) {
      try {
        return HttpListener.bind(HOST, preferredPort, MAX_HEADER_BYTES, Optional.empty());
      } catch (IOException taken) {
        return HttpListener.bind(HOST, 0, MAX_HEADER_BYTES, Optional.empty());
      }
    }
    return HttpListener.bind(HOST, 0, MAX_HEADER_BYTES, Optional.empty());
  }

  private ResourceConfig application(AuthorizationSettings settings) {
    InstantSource clock = settings.clock();
    SigningKey key = SigningKey.generate();
    ScopeRules scopes = new ScopeRules(settings.scopes(), settings.defaultScopes());
    ResourceRules resources = new ResourceRules(settings.defaultResource());
    RegisteredClients registered = new RegisteredClients(clock);
    Clients clients = new Clients(registered, new ClientMetadataDocuments());
    RefreshTokens refreshTokens = new RefreshTokens(clock);
    AuthorizationCodes codes = new AuthorizationCodes(clock, refreshTokens);
    AccessTokens accessTokens = new AccessTokens(issuer(), key, clock);
    Map<GrantType, TokenExchange> exchanges =
        Map.of(
            GrantType.AUTHORIZATION_CODE,
            new CodeExchange(clients, codes, refreshTokens, accessTokens, resources),
            GrantType.REFRESH_TOKEN,
            new RefreshExchange(clients, refreshTokens, accessTokens, scopes, resources),
            GrantType.CLIENT_CREDENTIALS,
            new DemoExchange(accessTokens, scopes, resources),
            GrantType.TOKEN_EXCHANGE,
            new CallerExchange(accessTokens, scopes, resources, settings.defaultResource()));
    return ResourceInstances.register(
            new ResourceConfig(),
            new DiscoveryResource(endpoints, settings.scopes(), key),
            new AuthorizationResource(
                issuer(),
                new AuthorizationRequestReader(clients, scopes, resources),
                new Consents(clock),
                codes),
            new TokenResource(
                endpoints.token(), new DpopProofs(endpoints.token(), clock), exchanges),
            new RegistrationResource(registered, clock))
        .register(new HostFilter(listener.port()))
        .register(new CrossOriginFilter());
  }
}
