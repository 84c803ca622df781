package io.github.jerseymcp.example;

import io.github.jerseymcp.edge.TrustedPeers;
import io.github.jerseymcp.example.apikeys.OpenApiKeys;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What options must be like, each and together: a clear sentence for every one that is not. */
final class OptionRules {

  private static final int MAX_PORT = 65_535;

  private final Options options;
  private final List<String> problems = new ArrayList<>();

  private OptionRules(Options options) {
    this.options = options;
  }

  static List<String> problems(Options options) {
    OptionRules rules = new OptionRules(options);
    rules.checkEach();
    rules.checkTogether();
    return rules.problems;
  }

  private void checkEach() {
    if (options.host().isBlank()) {
      problems.add("--host must name an address to listen on");
    }
    if (options.port() < 0 || options.port() > MAX_PORT) {
      problems.add("--port must be 0 to 65535");
    }
    if (options.metricsPort() < 0 || options.metricsPort() > MAX_PORT) {
      problems.add("--metrics-port must be 0 to 65535");
    }
    if (options.metricsHost().isBlank()) {
      problems.add("--metrics-host must name an address to listen on");
    }
    require(
        options.publicUrl().stream().toList(),
        UrlRules::isPublicOrigin,
        "--public-url must be an origin, such as https://mcp.example.com: https, or http on"
            + " loopback, and no path");
    require(
        options.issuers(),
        UrlRules::isIssuer,
        "--issuer must be an https URL (or http on loopback) without query and fragment");
    require(
        options.jwksUri().stream().toList(),
        UrlRules::isSecureUrl,
        "--jwks-uri must be an https URL (or http on loopback)");
    require(
        options.replayStore().stream().toList(),
        store ->
            store.equals("memory")
                || store.startsWith("jdbc:postgresql:")
                || store.startsWith("redis:")
                || store.startsWith("rediss:"),
        "--replay-store must be memory, jdbc:postgresql://... or redis://...");
    require(
        options.apiKeys().stream().toList(),
        OpenApiKeys::isAddress,
        "--api-keys must be a JDBC URL of H2 or PostgreSQL");
    require(
        options.database().stream().toList(),
        url -> url.startsWith("jdbc:h2:") || url.startsWith("jdbc:postgresql:"),
        "--database must be a JDBC URL of H2 or PostgreSQL");
    require(
        options.exportDirectory().stream().toList(),
        Files::isDirectory,
        "--export-directory must be a directory that is there");
    require(
        options.allowedOrigins(),
        UrlRules::isAllowedOrigin,
        "--allowed-origin must be an origin, such as https://app.example.com or"
            + " chrome-extension://ID: https, http on loopback, or an application's own scheme");
    require(
        options.allowedHosts(), UrlRules::isHost, "--allowed-host must be a host, or host:port");
    TrustedPeers.parse("--trusted-proxy", options.trustedProxies(), problems::add);
  }

  private void checkTogether() {
    boolean hasOrigin = options.publicUrl().isPresent() || !options.trustedProxies().isEmpty();
    if (AddressRules.isWildcard(options.host()) && !hasOrigin) {
      problems.add("--host names every address: say with --public-url which origin clients use");
    }
    if (!options.trustedProxies().isEmpty()
        && options.publicUrl().isEmpty()
        && options.allowedHosts().isEmpty()) {
      problems.add("--trusted-proxy without --public-url needs --allowed-host");
    }
    if (options.jwksUri().isPresent() && options.issuers().size() != 1) {
      problems.add("--jwks-uri goes with exactly one --issuer");
    }
    if (options.metrics()
        && options.metricsPort() != 0
        && options.metricsPort() == options.port()) {
      problems.add("--metrics-port must differ from --port");
    }
    if (options.dpopNonce() && options.dpopMode() == DpopMode.OFF) {
      problems.add("--dpop-nonce goes with --dpop optional or required");
    }
    if (!options.dpopNonceSecret().map(NonceSecret::isOne).orElse(true)) {
      problems.add(NonceSecret.VARIABLE + " must be base64url of 32 or more random bytes");
    }
    if (options.apiKeys().isPresent() && options.dpopMode() == DpopMode.REQUIRED) {
      problems.add("--api-keys goes with --dpop off or optional: a key is bound to nobody");
    }
    if (options.tlsKeystore().isPresent() != options.tlsPassword().isPresent()) {
      problems.add("--tls-keystore and --tls-password go together");
    }
    boolean plain = options.publicUrl().filter(url -> url.startsWith("http:")).isPresent();
    if (plain && options.tlsKeystore().isPresent()) {
      problems.add("--public-url is http, and --tls-keystore serves https: write https");
    }
    if (options.clientAuth() && options.tlsKeystore().isEmpty()) {
      problems.add("--client-auth needs --tls-keystore");
    }
  }

  private <T> void require(List<T> values, Predicate<T> rule, String problem) {
    if (!values.stream().allMatch(rule)) {
      problems.add(problem);
    }
  }
}
