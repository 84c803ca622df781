package io.github.jerseymcp.tenant;

import io.github.jerseymcp.ask.LookupBounds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Who knows the issuers that the configuration does not list, and how much asking may take.
 * Immutable; each {@code with} method gives a changed copy. Nothing is checked before the
 * configuration is built.
 *
 * <p>An issuer that the resolver no longer gives is trusted for the maximum age at most, and while
 * the resolver does not answer for the outage tolerance beyond it.
 */
public final class ResolverSettings {

  /** An issuer counts for at least so many bytes. */
  static final int ISSUER_WEIGHT = 16 * 1024;

  private static final ResolverSettings DEFAULTS = new ResolverSettings();

  private Optional<IssuerResolver> issuers = Optional.empty();
  private Optional<IssuerResolver> tenants = Optional.empty();
  private String variable = "";
  private List<String> authorizationServers = List.of();
  private int maximumIssuers = 1_000;
  private Duration maximumAge = Duration.ofSeconds(60);
  private Duration unknownAge = Duration.ofSeconds(10);
  private Duration outageTolerance = Duration.ofMinutes(15);
  private Duration timeout = Duration.ofSeconds(2);
  private int maximumConcurrent = 8;
  private int maximumWaiting = 64;
  private int newNames = 20;

  private ResolverSettings() {}

  /** The defaults, which each {@code with} method names. */
  public static ResolverSettings defaults() {
    return DEFAULTS;
  }

  /**
   * Asks about the issuer that a token names, where the configuration does not list it. It is asked
   * for resources that name no issuers and have no tenants. Default: nobody is asked.
   */
  public ResolverSettings withIssuers(IssuerResolver resolver) {
    Objects.requireNonNull(resolver, "resolver");
    return with(copy -> copy.issuers = Optional.of(resolver));
  }

  /**
   * Gives each tenant its own issuer: every resource with this variable in its path, such as {@code
   * tenant} in {@code /tenants/{tenant}/mcp}, trusts the issuer of the tenant that a request
   * addresses and no other, and its metadata document names that one. Default: none do.
   *
   * @param name of the variable
   */
  public ResolverSettings withTenants(String name, IssuerResolver resolver) {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(resolver, "resolver");
    return with(
        copy -> {
          copy.variable = name;
          copy.tenants = Optional.of(resolver);
        });
  }

  /**
   * What documents name in {@code authorization_servers} beside the configured issuers, where
   * tokens of issuers that {@link #withIssuers} finds are accepted: https, or http on loopback.
   * Default: nothing.
   */
  public ResolverSettings withAuthorizationServers(String... addresses) {
    return with(copy -> copy.authorizationServers = List.of(addresses));
  }

  /**
   * How many issuers are remembered, each with its keys: 1 to 100,000. One whose keys take more
   * than 16 KiB counts as several. Those used least are forgotten first. Default: 1,000.
   */
  public ResolverSettings withMaximumIssuers(int issuersAtOnce) {
    return with(copy -> copy.maximumIssuers = issuersAtOnce);
  }

  /**
   * How long an issuer is trusted until the resolver must give it again: 1 second to 1 hour. It is
   * asked again in the background when half of this is over. Default: 60 seconds.
   */
  public ResolverSettings withMaximumAge(Duration age) {
    return with(copy -> copy.maximumAge = age);
  }

  /**
   * How long it counts that there is no such issuer or tenant: 1 second to 5 minutes. Default: 10
   * seconds.
   */
  public ResolverSettings withUnknownAge(Duration age) {
    return with(copy -> copy.unknownAge = age);
  }

  /**
   * How much longer an issuer is trusted while the resolver fails: 0 to 24 hours. Default: 15
   * minutes.
   */
  public ResolverSettings withOutageTolerance(Duration duration) {
    return with(copy -> copy.outageTolerance = duration);
  }

  /** How long the resolver may take: 100 ms to 30 seconds. Default: 2 seconds. */
  public ResolverSettings withTimeout(Duration time) {
    return with(copy -> copy.timeout = time);
  }

  /**
   * About how many names it is asked at once, each on a thread: 1 to 1,000. A quarter is kept for
   * names that it knew before. Default: 8.
   */
  public ResolverSettings withMaximumConcurrent(int names) {
    return with(copy -> copy.maximumConcurrent = names);
  }

  /**
   * How many requests may wait for it at once, each on a thread of the server: 1 to 10,000. A
   * quarter is kept for names that it knew before. Default: 64.
   */
  public ResolverSettings withMaximumWaiting(int requests) {
    return with(copy -> copy.maximumWaiting = requests);
  }

  /**
   * About how many names in a second it is asked that it did not know before: 1 to 10,000. Any more
   * are answered with 503 and {@code Retry-After}. Default: 20.
   */
  public ResolverSettings withNewNamesPerSecond(int names) {
    return with(copy -> copy.newNames = names);
  }

  /** Who is asked about issuers, if anybody is. */
  public Optional<IssuerResolver> issuers() {
    return issuers;
  }

  /** Who is asked about tenants. */
  public Optional<IssuerResolver> tenants() {
    return tenants;
  }

  /** The variable that names a tenant; empty if there are no tenants. */
  public String variable() {
    return variable;
  }

  /** What documents name beside the configured issuers. */
  public List<String> authorizationServers() {
    return authorizationServers;
  }

  /** How many issuers are remembered. */
  public int maximumIssuers() {
    return maximumIssuers;
  }

  /** How long an issuer is trusted until it must be given again. */
  public Duration maximumAge() {
    return maximumAge;
  }

  /** How long it counts that there is none. */
  public Duration unknownAge() {
    return unknownAge;
  }

  /** How much longer an issuer is trusted while the resolver fails. */
  public Duration outageTolerance() {
    return outageTolerance;
  }

  /** How long the resolver may take. */
  public Duration timeout() {
    return timeout;
  }

  /** About how many names it is asked at once. */
  public int maximumConcurrent() {
    return maximumConcurrent;
  }

  /** How many requests may wait for it. */
  public int maximumWaiting() {
    return maximumWaiting;
  }

  /** About how many new names it is asked in a second. */
  public int newNamesPerSecond() {
    return newNames;
  }

  /** One sentence for each mistake, which begins with the name of the setting. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    ResolverProblems.check(this, problems);
    return problems;
  }

  /** Whether anybody is asked. */
  public boolean isAsked() {
    return issuers.isPresent() || tenants.isPresent();
  }

  /** In a few words, for the operator. */
  @Override
  public String toString() {
    return ResolverWords.of(this);
  }

  LookupBounds bounds() {
    return new LookupBounds(
        (long) maximumIssuers * ISSUER_WEIGHT,
        maximumAge,
        unknownAge,
        outageTolerance,
        timeout,
        maximumConcurrent,
        maximumWaiting,
        newNames);
  }

  private ResolverSettings with(Consumer<ResolverSettings> change) {
    ResolverSettings copy = new ResolverSettings();
    copy.issuers = issuers;
    copy.tenants = tenants;
    copy.variable = variable;
    copy.authorizationServers = authorizationServers;
    copy.maximumIssuers = maximumIssuers;
    copy.maximumAge = maximumAge;
    copy.unknownAge = unknownAge;
    copy.outageTolerance = outageTolerance;
    copy.timeout = timeout;
    copy.maximumConcurrent = maximumConcurrent;
    copy.maximumWaiting = maximumWaiting;
    copy.newNames = newNames;
    change.accept(copy);
    return copy;
  }
}
