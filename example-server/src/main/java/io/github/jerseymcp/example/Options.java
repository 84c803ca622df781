package io.github.jerseymcp.example;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The command line, checked: whoever holds one need not ask again whether it makes sense.
 *
 * <p>Absent means not given, so that a default that depends on others is chosen where it is used.
 *
 * @param host the address to listen on
 * @param port the port to listen on; 0 lets the system pick one
 * @param publicUrl the origin that clients know the server by
 * @param issuers external authorization servers; none: the development one
 * @param jwksUri where the keys of the one external authorization server are
 * @param sessions whether MCP sessions are on
 * @param dpop whether DPoP is off, optional or required
 * @param dpopNonce whether proofs need a nonce of ours
 * @param dpopNonceSecret what nodes derive the same nonces from; absent: a random one
 * @param replayStore where proofs are remembered: {@code memory}, or a URL of PostgreSQL or Redis
 * @param apiKeys the JDBC URL of the API keys that are accepted beside tokens
 * @param database the JDBC URL of the notes
 * @param exportDirectory where users may export their notes to; absent: nowhere
 * @param allowedOrigins further origins whose pages may call
 * @param allowedHosts hosts that a trusted proxy may name, or further ones to be called by
 * @param trustedProxies addresses whose forwarded headers count, in CIDR notation
 * @param tlsKeystore the key store to serve https with
 * @param tlsPassword its password
 * @param clientAuth whether clients are asked for a certificate
 * @param metrics whether metrics are served for Prometheus
 * @param metricsHost the address to serve them on
 * @param metricsPort the port to serve them on; 0 lets the system pick one
 */
public record Options(
    String host,
    int port,
    Optional<String> publicUrl,
    List<String> issuers,
    Optional<String> jwksUri,
    boolean sessions,
    Optional<DpopMode> dpop,
    boolean dpopNonce,
    Optional<String> dpopNonceSecret,
    Optional<String> replayStore,
    Optional<String> apiKeys,
    Optional<String> database,
    Optional<Path> exportDirectory,
    List<String> allowedOrigins,
    List<String> allowedHosts,
    List<String> trustedProxies,
    Optional<Path> tlsKeystore,
    Optional<String> tlsPassword,
    boolean clientAuth,
    boolean metrics,
    String metricsHost,
    int metricsPort) {

  /** Copies the lists. */
  public Options {
    issuers = List.copyOf(issuers);
    allowedOrigins = List.copyOf(allowedOrigins);
    allowedHosts = List.copyOf(allowedHosts);
    trustedProxies = List.copyOf(trustedProxies);
  }

  /**
   * Reads a command line, and what belongs to it from the environment of this process.
   *
   * @throws BadCommandLineException if it is not understood or does not make sense
   */
  public static Options parse(String... arguments) throws BadCommandLineException {
    return parse(System.getenv(), arguments);
  }

  static Options parse(Map<String, String> environment, String... arguments)
      throws BadCommandLineException {
    Options options = CommandLineArguments.parse(environment, arguments);
    List<String> problems = OptionRules.problems(options);
    if (!problems.isEmpty()) {
      throw new BadCommandLineException(problems);
    }
    return options;
  }

  /** The scheme that the server itself speaks. */
  public String scheme() {
    return tlsKeystore.isPresent() ? "https" : "http";
  }

  /** What {@code --dpop} is, given or not. */
  public DpopMode dpopMode() {
    return dpop.orElse(DpopMode.OPTIONAL);
  }

  /** Whether the development authorization server is wanted. */
  public boolean isDevelopment() {
    return issuers.isEmpty();
  }

  /** Whether the origin is taken per request, from what a trusted proxy says. */
  public boolean takesOriginFromProxy() {
    return publicUrl.isEmpty() && !trustedProxies.isEmpty();
  }

  /** Without what may hold a password. */
  @Override
  public String toString() {
    return "Options[host=" + host + ", port=" + port + ", issuers=" + issuers + "]";
  }
}
