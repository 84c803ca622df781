package io.github.jerseymcp.config;

import java.util.Collection;
import java.util.Map;

/**
 * How the protected resources of one application are protected: the public origin, the trusted
 * issuers, and everything that has a default. Immutable, thread-safe, and valid: whatever is wrong
 * stops {@link McpSecurityConfigBuilder#build}, with all problems in one message.
 *
 * <pre>{@code
 * McpSecurityConfig.builder("https://mcp.example.com")
 *     .issuer("https://auth.example.com")
 *     .build()
 * }</pre>
 */
public final class McpSecurityConfig {

  private final Settings settings;

  McpSecurityConfig(Settings settings) {
    this.settings = settings;
  }

  /**
   * Begins a configuration for a server with one public origin.
   *
   * @param publicOrigin the scheme, host and port under which clients reach this server, such as
   *     {@code https://mcp.example.com}: https, or http on loopback. Resource identifiers, metadata
   *     addresses, challenges and audiences all begin with it; no request header changes it
   */
  public static McpSecurityConfigBuilder builder(String publicOrigin) {
    return new McpSecurityConfigBuilder(new OriginSetting.Fixed(publicOrigin));
  }

  /**
   * Begins a configuration for a server whose public origin differs from request to request, as its
   * proxy says. Where there is one public origin, {@link #builder} is simpler and safer.
   *
   * @param trustedPeers the addresses of the proxies, in CIDR notation; a request from elsewhere is
   *     refused
   * @param allowedHosts the public hosts, each {@code host} or {@code host:port}; what a proxy
   *     names beyond them is refused
   */
  public static McpSecurityConfigBuilder builderBehindProxy(
      Collection<String> trustedPeers, Collection<String> allowedHosts) {
    return new McpSecurityConfigBuilder(new OriginSetting.Forwarded(trustedPeers, allowedHosts));
  }

  /**
   * Reads a configuration from properties whose names begin with {@code mcp.security.}, as a {@code
   * ResourceConfig}, a web.xml or a Dropwizard file can carry them. Other properties are ignored;
   * the names are listed in {@code docs/reference/settings.md}.
   *
   * @throws IllegalArgumentException if a name is unknown, or a value is wrong; the message lists
   *     all problems
   */
  public static McpSecurityConfig fromProperties(Map<String, ?> properties) {
    return new McpSecurityProperties(properties).config();
  }

  Settings settings() {
    return settings;
  }

  /** Says nothing of what is configured: settings may hold keys. */
  @Override
  public String toString() {
    return "McpSecurityConfig[redacted]";
  }
}
