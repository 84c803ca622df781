package io.github.jerseymcp.config;

import io.github.jerseymcp.DpopUse;
import io.github.jerseymcp.PrincipalMapper;
import io.github.jerseymcp.account.CallerLimits;
import io.github.jerseymcp.container.PeerAddress;
import io.github.jerseymcp.dpop.DpopNonces;
import io.github.jerseymcp.dpop.DpopPolicy;
import io.github.jerseymcp.edge.Cors;
import io.github.jerseymcp.edge.EdgeLimits;
import io.github.jerseymcp.edge.ForwardedFamily;
import io.github.jerseymcp.edge.OriginPolicy;
import io.github.jerseymcp.edge.OriginSource;
import io.github.jerseymcp.jose.Cryptography;
import io.github.jerseymcp.jose.SignatureVerifier;
import io.github.jerseymcp.metadata.MetadataSettings;
import io.github.jerseymcp.mtls.ClientCertificateSource;
import io.github.jerseymcp.refusal.RefusalBody;
import io.github.jerseymcp.replay.ReplayStore;
import io.github.jerseymcp.resource.ScopePolicy;
import io.github.jerseymcp.token.KeyPolicy;
import io.github.jerseymcp.token.RevokedTokens;
import io.github.jerseymcp.token.TokenPolicy;
import io.github.jerseymcp.token.TrustedIssuer;
import io.github.jerseymcp.token.VerifyToken;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Collects the settings of a {@link McpSecurityConfig}. Nothing is checked before {@link #build},
 * which names everything that is wrong at once. Not thread-safe.
 */
public final class McpSecurityConfigBuilder {

  private final OriginSetting origin;
  private final List<TrustedIssuer> issuers = new ArrayList<>();
  private final List<String> hosts = new ArrayList<>();
  private final List<String> origins = new ArrayList<>();
  private final Map<String, Set<String>> implications = new LinkedHashMap<>();
  private final List<String> headers = new ArrayList<>();
  private String bindHost = "";
  private int bindPort;
  private ForwardedFamily family = ForwardedFamily.FORWARDED;
  private EdgeLimits limits = EdgeLimits.defaults();
  private Duration bodyTime = Duration.ofSeconds(30);
  private Optional<PeerAddress> peerAddress = Optional.empty();
  private TokenPolicy tokens = TokenPolicy.defaults();
  private KeyPolicy keys = KeyPolicy.defaults();
  private Optional<RevokedTokens> revoked = Optional.empty();
  private Optional<Cryptography> cryptography = Optional.empty();
  private SenderSettings senders = SenderSettings.bearerOnly();
  private boolean wildcards;
  private boolean scopesAsRoles;
  private final List<String> moreInFirstChallenge = new ArrayList<>();
  private boolean grantedInChallenges;
  private boolean allInFirstChallenge;
  private Optional<String> realm = Optional.empty();
  private Optional<PrincipalMapper> mapper = Optional.empty();
  private RefusalBody refusalBody = RefusalBody.standard();
  private MetadataSettings.Builder metadata = MetadataSettings.builder();
  private DocumentPlacement documents = DocumentPlacement.standard();
  private CallerLimits callerLimits = CallerLimits.defaults();
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

  /** Answers to more Host values than that of the public origin, each {@code host[:port]}. */
  public McpSecurityConfigBuilder allowedHost(String... more) {
    hosts.addAll(Arrays.asList(more));
    return this;
  }

  /** Lets pages of these origins call protected paths from a browser, beside the public origin. */
  public McpSecurityConfigBuilder allowedOrigin(String... more) {
    origins.addAll(Arrays.asList(more));
    return this;
  }

  /**
   * Lets these pages send more header fields than those of MCP clients, {@code traceparent} say.
   */
  public McpSecurityConfigBuilder allowedHeader(String... more) {
    headers.addAll(Arrays.asList(more));
    return this;
  }

  /** Names the address that the server listens on, so that it is a Host value that is answered. */
  public McpSecurityConfigBuilder bindAddress(String host, int port) {
    bindHost = host;
    bindPort = port;
    return this;
  }

  /** Which header fields the proxies set. Default: {@code Forwarded} (RFC 7239). */
  public McpSecurityConfigBuilder forwardedBy(ForwardedFamily fields) {
    family = fields;
    return this;
  }

  /** How the address of the direct peer is found. Default: asks Grizzly or the servlet request. */
  public McpSecurityConfigBuilder peerAddress(PeerAddress source) {
    peerAddress = Optional.of(source);
    return this;
  }

  /** The sizes of header fields and bodies. Default: 64 KiB, 200 fields, 4 MiB. */
  public McpSecurityConfigBuilder limits(EdgeLimits sizes) {
    limits = sizes;
    return this;
  }

  /**
   * How long the body of a request may take from its first byte that is read to its last. Default:
   * 30 seconds. A container may give up earlier, and tells only after a read of its own.
   */
  public McpSecurityConfigBuilder bodyTimeout(Duration longest) {
    bodyTime = longest;
    return this;
  }

  /** How much each caller may hold, and all callers together: calls, streams, bytes and more. */
  public McpSecurityConfigBuilder callerLimits(CallerLimits most) {
    callerLimits = most;
    return this;
  }

  /** Changes the limits as they stand. */
  McpSecurityConfigBuilder callerLimits(UnaryOperator<CallerLimits> change) {
    callerLimits = change.apply(callerLimits);
    return this;
  }

  /** What holds for the tokens of every issuer, such as the clock leeway of 30 seconds. */
  public McpSecurityConfigBuilder tokens(TokenPolicy policy) {
    tokens = policy;
    return this;
  }

  /** By how much clocks may differ: 30 seconds by default, at most 300. */
  public McpSecurityConfigBuilder clockLeeway(Duration leeway) {
    tokens = tokens.withClockLeeway(leeway);
    return this;
  }

  /** Accepts a token only if every member of its {@code aud} is known. Default: one suffices. */
  public McpSecurityConfigBuilder strictAudience(boolean strict) {
    tokens = tokens.withStrictAudience(strict);
    return this;
  }

  /** How keys of issuers are fetched and kept. */
  public McpSecurityConfigBuilder keys(KeyPolicy policy) {
    keys = policy;
    return this;
  }

  /**
   * How much memory verified tokens may take, so that a token is verified once and not at each
   * request. Default: 16 MiB, some 5,000 tokens.
   *
   * @param bytes 64 KiB to 4 GiB
   */
  public McpSecurityConfigBuilder tokenCache(long bytes) {
    tokens = tokens.withCacheBytes(bytes);
    return this;
  }

  /** Verifies each token at each request. */
  public McpSecurityConfigBuilder withoutTokenCache() {
    tokens = tokens.withoutCache();
    return this;
  }

  /**
   * Which code checks the signatures of tokens and proofs, whatever their policies say. Default:
   * the policies decide, which take native code where there is some.
   */
  public McpSecurityConfigBuilder cryptography(Cryptography choice) {
    cryptography = Optional.of(choice);
    return this;
  }

  /** Refuses the tokens that the application revokes, from then on. Default: none are. */
  public McpSecurityConfigBuilder revokedTokens(RevokedTokens list) {
    revoked = Optional.of(list);
    return this;
  }

  /**
   * Offers or demands tokens that are bound by DPoP (RFC 9449), with the default rules for proofs.
   * Default: off.
   *
   * @param use for resources that do not say themselves
   * @param store where each proof is remembered once; nodes of a cluster share one
   */
  public McpSecurityConfigBuilder dpop(DpopUse use, ReplayStore store) {
    return dpop(use, store, DpopPolicy.defaults());
  }

  /** Offers or demands DPoP with rules for proofs, such as other algorithms. */
  public McpSecurityConfigBuilder dpop(DpopUse use, ReplayStore store, DpopPolicy proofs) {
    senders = senders.withDpop(use, store, proofs);
    return this;
  }

  /** Demands a nonce of this server in every proof (RFC 9449 section 9). Default: none. */
  public McpSecurityConfigBuilder dpopNonces(DpopNonces nonces) {
    senders = senders.withNonces(nonces);
    return this;
  }

  /**
   * Accepts tokens that are bound to a client certificate (RFC 8705). Default: they are refused.
   *
   * @param source where the certificate of a request comes from
   * @param required whether tokens must be bound to one
   */
  public McpSecurityConfigBuilder clientCertificates(
      ClientCertificateSource source, boolean required) {
    senders = senders.withCertificates(source, required);
    return this;
  }

  /** Makes one scope imply others, and what those imply. May be repeated. */
  public McpSecurityConfigBuilder scopeImplies(String scope, String... implied) {
    implications
        .computeIfAbsent(scope, key -> new LinkedHashSet<>())
        .addAll(Arrays.asList(implied));
    return this;
  }

  /** Lets {@code prefix:*} in a token grant every scope that begins so. Default: off. */
  public McpSecurityConfigBuilder wildcardScopes(boolean grant) {
    wildcards = grant;
    return this;
  }

  /** Repeats granted scopes in a challenge, for clients that do not add them. Default: off. */
  public McpSecurityConfigBuilder grantedScopesInChallenges(boolean repeat) {
    grantedInChallenges = repeat;
    return this;
  }

  /**
   * Names in a 401 all scopes that the document of the resource advertises, behind those that every
   * request needs: for clients that ask their user once and cannot ask for more after a 403. Their
   * users then grant more than the first operation needs. Default: off.
   */
  public McpSecurityConfigBuilder allScopesInFirstChallenge(boolean all) {
    allInFirstChallenge = all;
    return this;
  }

  /**
   * Names these scopes in a 401 too, at every resource and behind its own: a chosen few instead of
   * all, or scopes that no annotation names. No request needs them by that. Default: none.
   */
  public McpSecurityConfigBuilder moreScopesInFirstChallenge(String... more) {
    moreInFirstChallenge.addAll(Arrays.asList(more));
    return this;
  }

  /**
   * Lets a role be a scope of the same name, so that {@code @RolesAllowed("write")} asks for the
   * scope {@code write}. Default: off, and a role is asked for as {@code scope:write}, so that no
   * client gets a role of the application by asking for a scope of its name.
   */
  public McpSecurityConfigBuilder scopesAsRoles(boolean bare) {
    scopesAsRoles = bare;
    return this;
  }

  /** The {@code realm} of every challenge (RFC 9110 section 11.5). Default: none. */
  public McpSecurityConfigBuilder realm(String name) {
    realm = Optional.of(name);
    return this;
  }

  /** Makes the application's own user object from verified claims. Default: none. */
  public McpSecurityConfigBuilder principalMapper(PrincipalMapper users) {
    mapper = Optional.of(users);
    return this;
  }

  /** Writes the body of refusals. Default: {@link RefusalBody#standard()}. */
  public McpSecurityConfigBuilder refusalBody(RefusalBody body) {
    refusalBody = body;
    return this;
  }

  /** What the metadata documents say beyond what is enforced. */
  public McpSecurityConfigBuilder metadata(MetadataSettings.Builder settings) {
    metadata = settings;
    return this;
  }

  /** The public path of the application, where a proxy maps it to another than the container's. */
  public McpSecurityConfigBuilder basePath(String path) {
    documents = documents.withBasePath(path);
    return this;
  }

  /** Says that the documents are mounted at the root of the host too. Default: off. */
  public McpSecurityConfigBuilder documentsAtHostRoot(boolean mounted) {
    documents = documents.withHostRoot(mounted);
    return this;
  }

  /** The resource path that the document address without a path answers with. */
  public McpSecurityConfigBuilder rootDocument(String resourcePath) {
    documents = documents.withRootDocument(true, Optional.of(resourcePath));
    return this;
  }

  /** Answers 404 at the document address without a path, unless the root itself is protected. */
  public McpSecurityConfigBuilder withoutRootDocument() {
    documents = documents.withRootDocument(false, Optional.empty());
    return this;
  }

  /** The clock, for tests. */
  public McpSecurityConfigBuilder clock(InstantSource source) {
    clock = source;
    return this;
  }

  /**
   * Checks everything and builds.
   *
   * @throws IllegalArgumentException if something is wrong; the message names every setting that is
   */
  public McpSecurityConfig build() {
    return build(List.of());
  }

  /** Checks everything and builds, unless there were problems before. */
  public McpSecurityConfig build(List<String> before) {
    List<String> problems = new ArrayList<>(before);
    cryptography.map(Cryptography::verifier).ifPresent(this::verifyWith);
    Optional<OriginSource> source = originSource(problems);
    OriginPolicy allowed =
        OriginPolicy.sameOrigin().withOrigins("allowedOrigin", origins, problems::add);
    new ConfigProblems(problems)
        .checkScopes(implications)
        .checkFirstChallenge(moreInFirstChallenge)
        .checkRealm(realm)
        .checkBodyTime(bodyTime)
        .checkPlacement(documents);
    Cors.checkHeaders("allowedHeader", headers, problems::add);
    MetadataSettings described = metadata.build(problems::add);
    problems.addAll(VerifyToken.problems(issuers, tokens, keys));
    senders.check(problems);
    if (!problems.isEmpty() || source.isEmpty()) {
      throw new IllegalArgumentException(
          "The security configuration is not valid:\n - " + String.join("\n - ", problems));
    }
    return new McpSecurityConfig(
        new Settings(
            origin,
            source.get(),
            bindHost.isEmpty() ? allowed : allowed.withBindAddress(bindHost, bindPort),
            List.copyOf(headers),
            limits,
            bodyTime,
            callerLimits,
            origin.needsPeer() || senders.needsPeer(),
            peerAddress,
            List.copyOf(issuers),
            tokens,
            keys,
            revoked,
            senders,
            new ScopePolicy(implications, wildcards),
            scopesAsRoles,
            grantedInChallenges,
            new NamedScopes(allInFirstChallenge, moreInFirstChallenge, described),
            realm,
            mapper,
            refusalBody,
            described,
            documents,
            clock));
  }

  private void verifyWith(SignatureVerifier verifier) {
    tokens = tokens.withSignatures(verifier);
    senders = senders.withSignatures(verifier);
  }

  private Optional<OriginSource> originSource(List<String> problems) {
    try {
      return origin.source(
          new OriginSetting.HostSettings(hosts, bindHost, bindPort, family), problems::add);
    } catch (IllegalArgumentException e) {
      problems.add("bindAddress must be a host and a port from 1 to 65535");
      return Optional.empty();
    }
  }
}
