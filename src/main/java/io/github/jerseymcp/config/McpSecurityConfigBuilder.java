package io.github.jerseymcp.config;

import io.github.jerseymcp.PrincipalMapper;
import io.github.jerseymcp.account.CallerLimits;
import io.github.jerseymcp.config.SenderSettings.CertificateUse;
import io.github.jerseymcp.credential.AcceptedCredential;
import io.github.jerseymcp.edge.OriginRules;
import io.github.jerseymcp.edge.OriginSource;
import io.github.jerseymcp.jose.Cryptography;
import io.github.jerseymcp.metadata.MetadataSettings;
import io.github.jerseymcp.mtls.ClientCertificateSource;
import io.github.jerseymcp.tenant.ResolverSettings;
import io.github.jerseymcp.token.KeySettings;
import io.github.jerseymcp.token.RevokedTokens;
import io.github.jerseymcp.token.TokenSettings;
import io.github.jerseymcp.token.TrustedIssuer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Collects the settings of a {@link McpSecurityConfig}. Not thread-safe.
 *
 * <p>Settings that belong together are one immutable value, and a method of its own changes it:
 * {@code tokens(tokens -> tokens.withClockLeeway(Duration.ofSeconds(60)))}. Such calls add up in
 * any order; what is set twice has the later value. {@link #build} checks them all at once.
 */
public final class McpSecurityConfigBuilder {

  private final OriginSetting origin;
  private final List<TrustedIssuer> issuers = new ArrayList<>();
  private final List<AcceptedCredential> credentials = new ArrayList<>();
  private EdgeSettings edge = EdgeSettings.defaults();
  private ResolverSettings resolver = ResolverSettings.defaults();
  private TokenSettings tokens = TokenSettings.defaults();
  private KeySettings keys = KeySettings.defaults();
  private DpopSettings dpop = DpopSettings.defaults();
  private SignatureSettings signatures = SignatureSettings.defaults();
  private ScopeSettings scopes = ScopeSettings.defaults();
  private ChallengeSettings challenges = ChallengeSettings.defaults();
  private DocumentSettings documents = DocumentSettings.defaults();
  private MetadataSettings metadata = MetadataSettings.defaults();
  private CallerLimits callers = CallerLimits.defaults();
  private RateSettings rates = RateSettings.defaults();
  private AnonymousSettings anonymous = AnonymousSettings.defaults();
  private LogoutSettings logout = LogoutSettings.defaults();
  private CertificateUse certificates = new CertificateUse(Optional.empty(), false);
  private Optional<RevokedTokens> revoked = Optional.empty();
  private Optional<Cryptography> cryptography = Optional.empty();
  private Optional<PrincipalMapper> mapper = Optional.empty();
  private EventSettings events = EventSettings.defaults();
  private InstantSource clock = InstantSource.system();

  McpSecurityConfigBuilder(OriginSetting origin) {
    this.origin = origin;
  }

  /** Trusts an issuer by its identifier: RFC 9068 tokens, keys found through its metadata. */
  public McpSecurityConfigBuilder issuer(String issuer) {
    return issuer(TrustedIssuer.of(issuer));
  }

  /** Trusts an issuer with options of its own. May be repeated; each issuer has its own keys. */
  public McpSecurityConfigBuilder issuer(TrustedIssuer issuer) {
    issuers.add(issuer);
    return this;
  }

  /** Accepts these beside tokens: API keys in a header, say. May be repeated. Default: none. */
  public McpSecurityConfigBuilder credential(AcceptedCredential credential) {
    credentials.add(credential);
    return this;
  }

  /** Changes who knows issuers that are not listed here, such as those of tenants. */
  public McpSecurityConfigBuilder resolver(UnaryOperator<ResolverSettings> change) {
    resolver = change.apply(resolver);
    return this;
  }

  /** Changes which requests are looked at: Host, Origin, sizes, proxies. */
  public McpSecurityConfigBuilder edge(UnaryOperator<EdgeSettings> change) {
    edge = change.apply(edge);
    return this;
  }

  /** Changes what holds for the tokens of every issuer. */
  public McpSecurityConfigBuilder tokens(UnaryOperator<TokenSettings> change) {
    tokens = change.apply(tokens);
    return this;
  }

  /** Changes how the keys of issuers are fetched and kept. */
  public McpSecurityConfigBuilder keys(UnaryOperator<KeySettings> change) {
    keys = change.apply(keys);
    return this;
  }

  /** Offers or demands tokens bound by DPoP (RFC 9449): {@code dpop.optional(store)}, say. */
  public McpSecurityConfigBuilder dpop(UnaryOperator<DpopSettings> change) {
    dpop = change.apply(dpop);
    return this;
  }

  /** Requires that each request is signed (RFC 9421). Default: off. */
  public McpSecurityConfigBuilder signatures(UnaryOperator<SignatureSettings> change) {
    signatures = change.apply(signatures);
    return this;
  }

  /** Changes what the scopes of a token grant. */
  public McpSecurityConfigBuilder scopes(UnaryOperator<ScopeSettings> change) {
    scopes = change.apply(scopes);
    return this;
  }

  /** Changes what refusals say. */
  public McpSecurityConfigBuilder challenges(UnaryOperator<ChallengeSettings> change) {
    challenges = change.apply(challenges);
    return this;
  }

  /** Changes where the metadata documents are reached. */
  public McpSecurityConfigBuilder documents(UnaryOperator<DocumentSettings> change) {
    documents = change.apply(documents);
    return this;
  }

  /** Changes what the metadata documents say beyond what is enforced. */
  public McpSecurityConfigBuilder metadata(UnaryOperator<MetadataSettings> change) {
    metadata = change.apply(metadata);
    return this;
  }

  /** Changes how much each caller may hold, and all callers together. */
  public McpSecurityConfigBuilder callers(UnaryOperator<CallerLimits> change) {
    callers = change.apply(callers);
    return this;
  }

  /** Changes how often each caller, and each network, may do something. */
  public McpSecurityConfigBuilder rates(UnaryOperator<RateSettings> change) {
    rates = change.apply(rates);
    return this;
  }

  /** Changes what requests without credentials may take where operations are opened to them. */
  public McpSecurityConfigBuilder anonymous(UnaryOperator<AnonymousSettings> change) {
    anonymous = change.apply(anonymous);
    return this;
  }

  /** Also accepts tokens bound to certificates of this source (RFC 8705). Default: refuses them. */
  public McpSecurityConfigBuilder acceptClientCertificates(ClientCertificateSource source) {
    certificates = new CertificateUse(Optional.of(source), false);
    return this;
  }

  /** Accepts only tokens that are bound to a client certificate. */
  public McpSecurityConfigBuilder requireClientCertificates(ClientCertificateSource source) {
    certificates = new CertificateUse(Optional.of(source), true);
    return this;
  }

  /** Refuses the tokens that the application revokes, from then on. Default: none are. */
  public McpSecurityConfigBuilder revokedTokens(RevokedTokens list) {
    revoked = Optional.of(list);
    return this;
  }

  /** Changes who may say that somebody has signed out, and where. Default: nobody. */
  public McpSecurityConfigBuilder logout(UnaryOperator<LogoutSettings> change) {
    logout = change.apply(logout);
    return this;
  }

  /** Which code checks signatures of tokens and proofs. Default: native code if there is some. */
  public McpSecurityConfigBuilder cryptography(Cryptography choice) {
    cryptography = Optional.of(choice);
    return this;
  }

  /** Makes the application's own user object from verified claims. Default: none. */
  public McpSecurityConfigBuilder principalMapper(PrincipalMapper users) {
    mapper = Optional.of(users);
    return this;
  }

  /** Changes who is told what is decided. */
  public McpSecurityConfigBuilder events(UnaryOperator<EventSettings> change) {
    events = change.apply(events);
    return this;
  }

  /** The clock, for tests. */
  public McpSecurityConfigBuilder clock(InstantSource source) {
    clock = source;
    return this;
  }

  /** Builds; the {@link IllegalArgumentException} for a wrong setting names all that are. */
  public McpSecurityConfig build() {
    return build(List.of(), sentence -> sentence);
  }

  /** The same where there were problems before; {@code words} puts a sentence into others. */
  McpSecurityConfig build(List<String> before, UnaryOperator<String> words) {
    List<String> problems = new ArrayList<>();
    Optional<OriginSource> source = origin.source(edge, problems::add);
    OriginRules pages = edge.pages(problems::add);
    TokenSettings token = cryptography.map(tokens::withCryptography).orElse(tokens);
    SenderSettings senders = SenderSettings.of(dpop, signatures, cryptography, certificates, clock);
    new ConfigProblems(problems)
        .checkEdge(edge)
        .checkAnswers(scopes, challenges, documents)
        .checkIssuers(issuers, resolver, credentials, token, keys)
        .checkClientsOfKeys(signatures, issuers, resolver, credentials);
    Stream.of(metadata.problems(), callers.problems(), rates.problems(), anonymous.problems())
        .forEach(problems::addAll);
    Stream.of(senders.problems(origin), logout.problems(issuers)).forEach(problems::addAll);
    ConfigProblems.refuse(Stream.concat(before.stream(), problems.stream().map(words)).toList());
    return new McpSecurityConfig(
        new Settings(
            origin,
            source.orElseThrow(),
            pages,
            edge,
            callers,
            rates,
            anonymous,
            List.copyOf(issuers),
            resolver,
            List.copyOf(credentials),
            token,
            keys,
            revoked.or(() -> logout.list(clock)),
            logout.with(revoked),
            senders,
            scopes,
            challenges,
            mapper,
            metadata,
            documents,
            events,
            clock));
  }
}
