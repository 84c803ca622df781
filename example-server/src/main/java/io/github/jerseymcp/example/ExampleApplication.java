package io.github.jerseymcp.example;

import io.github.jerseymcp.account.Holding;
import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.config.McpSecurityConfigBuilder;
import io.github.jerseymcp.credential.AcceptedCredential;
import io.github.jerseymcp.credential.CredentialVerifier;
import io.github.jerseymcp.edge.ForwardedFamily;
import io.github.jerseymcp.event.SecurityEventListener;
import io.github.jerseymcp.example.http.HttpListener;
import io.github.jerseymcp.example.mcp.McpServers;
import io.github.jerseymcp.replay.ReplayStore;
import io.github.jerseymcp.server.McpSecurityFeature;
import io.github.jerseymcp.token.TrustedIssuer;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.glassfish.jersey.server.ResourceConfig;

/** What the server serves, and how it is protected. */
final class ExampleApplication {

  /** However slowly bodies come, threads are left for requests that have none. */
  private static final int BODIES = HttpListener.WORKERS * 3 / 4;

  private static final int BODIES_OF_CALLER = HttpListener.WORKERS / 4;

  private ExampleApplication() {}

  /**
   * Puts the application together.
   *
   * @param publicUrl the origin that clients know the server by, where it is fixed
   * @param issuers whose tokens are trusted: the external authorization servers, or the development
   *     one
   * @param servers what is behind the MCP endpoints
   * @param replayStore where DPoP proofs are remembered, unless DPoP is off
   * @param keys who knows the API keys, if there are some
   * @param listener who is told what is decided
   * @throws IllegalArgumentException if the options make no valid configuration
   */
  static ResourceConfig create(
      Options options,
      int port,
      String publicUrl,
      List<String> issuers,
      McpServers servers,
      Optional<ReplayStore> replayStore,
      Optional<CredentialVerifier> keys,
      Optional<SecurityEventListener> listener) {
    return new ResourceConfig()
        .register(servers)
        .registerClasses(WhoamiResource.class, HealthResource.class)
        .register(
            McpSecurityFeature.create(
                security(options, port, publicUrl, issuers, replayStore, keys, listener)));
  }

  private static McpSecurityConfig security(
      Options options,
      int port,
      String publicUrl,
      List<String> issuers,
      Optional<ReplayStore> replayStore,
      Optional<CredentialVerifier> keys,
      Optional<SecurityEventListener> listener) {
    McpSecurityConfigBuilder security =
        options.takesOriginFromProxy()
            ? McpSecurityConfig.builderBehindProxy(options.trustedProxies(), options.allowedHosts())
                .edge(edge -> edge.withForwardedHeaders(ForwardedFamily.FORWARDED))
            : McpSecurityConfig.builder(publicUrl)
                .edge(edge -> edge.withAllowedHosts(options.allowedHosts().toArray(String[]::new)))
                .rates(rates -> rates.withProxies(options.trustedProxies().toArray(String[]::new)));
    for (String identifier : issuers) {
      TrustedIssuer issuer = TrustedIssuer.of(identifier);
      security.issuer(options.jwksUri().map(issuer::withJwksUri).orElse(issuer));
    }
    new SenderOptions(options, InstantSource.system()).configure(security, replayStore);
    keys.ifPresent(
        known ->
            security.credential(
                AcceptedCredential.verifiedBy("api-keys", known).inHeader("X-API-Key")));
    listener.ifPresent(own -> security.events(events -> events.withListener(own)));
    return security
        .edge(edge -> edge.withBindAddress(options.host(), port))
        .edge(edge -> edge.withAllowedOrigins(options.allowedOrigins().toArray(String[]::new)))
        .documents(documents -> documents.withRootDocument("/mcp"))
        // The TypeScript client 1.32.2 never asks for more scopes than its first challenge names.
        .challenges(challenges -> challenges.withAllScopesFirst())
        .callers(callers -> callers.with(Holding.BODIES, BODIES_OF_CALLER, BODIES))
        .build();
  }
}
