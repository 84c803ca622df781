package io.github.jerseymcp.config;

import io.github.jerseymcp.PrincipalMapper;
import io.github.jerseymcp.account.CallerLimits;
import io.github.jerseymcp.container.PeerAddress;
import io.github.jerseymcp.credential.AcceptedCredential;
import io.github.jerseymcp.credential.BoundCredential;
import io.github.jerseymcp.edge.ClientNetworks;
import io.github.jerseymcp.edge.EdgeLimits;
import io.github.jerseymcp.edge.OriginRules;
import io.github.jerseymcp.edge.OriginSource;
import io.github.jerseymcp.edge.TrustedPeers;
import io.github.jerseymcp.event.SecurityEventListener;
import io.github.jerseymcp.metadata.MetadataSettings;
import io.github.jerseymcp.rate.RateLimiter;
import io.github.jerseymcp.rate.Rates;
import io.github.jerseymcp.refusal.RefusalBody;
import io.github.jerseymcp.resource.ScopeRules;
import io.github.jerseymcp.tenant.ResolverSettings;
import io.github.jerseymcp.token.KeySettings;
import io.github.jerseymcp.token.RevokedTokens;
import io.github.jerseymcp.token.TokenSettings;
import io.github.jerseymcp.token.TokenWatch;
import io.github.jerseymcp.token.TrustedIssuer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Every setting of one application, checked.
 *
 * @param origin where the public origin comes from, as it was written
 * @param origins where it comes from, as it is asked for
 * @param allowedOrigins the pages that may call
 * @param edge which requests are looked at
 * @param callerLimits what each caller may hold
 * @param rates how often it may do something
 * @param anonymous what requests without credentials may take where operations are open to them
 * @param issuers who may issue tokens; each named once
 * @param resolver who knows others
 * @param credentials what is accepted beside their tokens
 * @param tokens what holds for the tokens of all of them
 * @param keys how their keys are fetched
 * @param revokedTokens the tokens that the application revokes
 * @param logout where users are signed out
 * @param senders how senders are checked
 * @param scopes what scopes grant
 * @param challenges what refusals say
 * @param mapper makes the application's own user
 * @param metadata what documents say beyond what is enforced
 * @param documents where they are reached
 * @param events who is told what is decided
 * @param clock what claims are compared with
 */
public record Settings(
    OriginSetting origin,
    OriginSource origins,
    OriginRules allowedOrigins,
    EdgeSettings edge,
    CallerLimits callerLimits,
    RateSettings rates,
    AnonymousSettings anonymous,
    List<TrustedIssuer> issuers,
    ResolverSettings resolver,
    List<AcceptedCredential> credentials,
    TokenSettings tokens,
    KeySettings keys,
    Optional<RevokedTokens> revokedTokens,
    LogoutSettings logout,
    SenderSettings senders,
    ScopeSettings scopes,
    ChallengeSettings challenges,
    Optional<PrincipalMapper> mapper,
    MetadataSettings metadata,
    DocumentSettings documents,
    EventSettings events,
    InstantSource clock) {

  /** What a configuration holds. */
  public static Settings of(McpSecurityConfig config) {
    return config.settings();
  }

  /** Whether something depends on who is at the other end of the connection. */
  public boolean needsPeer() {
    return origin.needsPeer() || senders.needsPeer() || rates.failuresOfNetwork().isPresent();
  }

  /** What is counted, beyond what is held. */
  public Rates countedRates() {
    return rates.rates();
  }

  /** Who counts it, unless this process does. */
  public Optional<RateLimiter> rateLimiter() {
    return rates.limiter();
  }

  /**
   * How often one network may ask for what is open to anybody; who cannot be counted is refused.
   */
  public Rates anonymousRates() {
    Rates all = rates.rates();
    return new Rates(
        Optional.of(anonymous.requestsOfNetwork().rate()),
        all.callsOfCaller(),
        all.callsOfTools(),
        Optional.empty(),
        all.longestDelay(),
        true);
  }

  /** What requests without credentials may hold, of one network and in all. */
  public CallerLimits anonymousLimits() {
    return anonymous.limits();
  }

  /** The bytes of a message without credentials. */
  public int anonymousBodyBytes() {
    return anonymous.maximumBodyBytes();
  }

  /** How long such a message may take. */
  public Duration anonymousBodyTime() {
    return anonymous.bodyTimeout();
  }

  /** Which network a client is of. */
  public ClientNetworks clientNetworks() {
    return new ClientNetworks(
        proxies(), edge.forwardedHeaders(), rates.ipv4Bits(), rates.ipv6Bits());
  }

  /** The proxies that are named: what they say of clients counts. */
  public TrustedPeers proxies() {
    return origin.proxies().and(TrustedPeers.parse("", rates.proxies(), problem -> {}));
  }

  /** How the address of the peer is found, if that is set. */
  public Optional<PeerAddress> peerAddress() {
    return edge.peerAddress();
  }

  /** The sizes of a request. */
  public EdgeLimits limits() {
    return new EdgeLimits(
        edge.maximumHeaderBytes(), edge.maximumHeaderFields(), edge.maximumBodyBytes());
  }

  /** The hosts beyond that of the public origin. */
  public List<String> moreHosts() {
    return List.copyOf(edge.allowedHosts());
  }

  /** The sites beyond this one whose pages may call. */
  public List<String> moreOrigins() {
    return List.copyOf(edge.allowedOrigins());
  }

  /** Who is told what is decided. */
  public List<SecurityEventListener> listeners() {
    return events.listeners();
  }

  /** How long a body may take. */
  public Duration bodyTime() {
    return edge.bodyTimeout();
  }

  /** The header fields that pages may send beside those of MCP. */
  public List<String> allowedHeaders() {
    return edge.allowedHeaders();
  }

  /** What is accepted beside tokens, and where it is read. */
  public List<BoundCredential> boundCredentials() {
    return BoundCredential.of(credentials);
  }

  /** Which issuers and credentials a resource accepts. */
  public TrustedIssuers trustedIssuers() {
    return new TrustedIssuers(issuers, resolver, boundCredentials());
  }

  /** Whoever has a say: issuers of tokens, and what decides about other credentials. */
  public List<TrustedIssuer> decidingIssuers() {
    return Stream.concat(issuers.stream(), BoundCredential.issuers(credentials).stream()).toList();
  }

  /** What decides how long a token counts. */
  public TokenWatch watch() {
    return new TokenWatch(clock, tokens.clockLeeway(), revokedTokens);
  }

  /** Which scopes grant which. */
  public ScopeRules scopeRules() {
    return new ScopeRules(scopes.implications(), scopes.wildcards());
  }

  /** Whether a role is the scope of its name. */
  public boolean scopesAsRoles() {
    return scopes.areRoles();
  }

  /** The scopes of a challenge to somebody unknown. */
  public NamedScopes firstChallenges() {
    return new NamedScopes(challenges.allScopesFirst(), challenges.moreScopesFirst(), metadata);
  }

  /** Whether a challenge repeats granted scopes. */
  public boolean challengesNameGrantedScopes() {
    return challenges.grantedScopes();
  }

  /** The realm of challenges. */
  public Optional<String> realm() {
    return challenges.realm();
  }

  /** Writes the body of refusals. */
  public RefusalBody refusalBody() {
    return challenges.body();
  }

  @Override
  public String toString() {
    return "Settings[redacted]";
  }
}
