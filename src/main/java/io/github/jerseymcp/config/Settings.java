package io.github.jerseymcp.config;

import io.github.jerseymcp.PrincipalMapper;
import io.github.jerseymcp.account.CallerLimits;
import io.github.jerseymcp.container.PeerAddress;
import io.github.jerseymcp.edge.EdgeLimits;
import io.github.jerseymcp.edge.OriginPolicy;
import io.github.jerseymcp.edge.OriginSource;
import io.github.jerseymcp.metadata.MetadataSettings;
import io.github.jerseymcp.refusal.RefusalBody;
import io.github.jerseymcp.resource.ScopePolicy;
import io.github.jerseymcp.token.KeyPolicy;
import io.github.jerseymcp.token.RevokedTokens;
import io.github.jerseymcp.token.TokenPolicy;
import io.github.jerseymcp.token.TrustedIssuer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Every setting of one application, checked. */
public record Settings(
    OriginSetting origin,
    OriginSource origins,
    OriginPolicy allowedOrigins,
    List<String> allowedHeaders,
    EdgeLimits limits,
    Duration bodyTime,
    CallerLimits callerLimits,
    boolean needsPeer,
    Optional<PeerAddress> peerAddress,
    List<TrustedIssuer> issuers,
    TokenPolicy tokens,
    KeyPolicy keys,
    Optional<RevokedTokens> revokedTokens,
    SenderSettings senders,
    ScopePolicy scopes,
    boolean scopesAsRoles,
    boolean challengesNameGrantedScopes,
    NamedScopes firstChallenges,
    Optional<String> realm,
    Optional<PrincipalMapper> mapper,
    RefusalBody refusalBody,
    MetadataSettings metadata,
    DocumentPlacement documents,
    InstantSource clock) {}
