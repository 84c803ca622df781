package io.github.jerseymcp.config;

import io.github.jerseymcp.replay.ReplayStore;
import io.github.jerseymcp.token.RevokedTokens;
import io.github.jerseymcp.token.TrustedIssuer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where authorization servers say that somebody has signed out (OpenID Connect Back-Channel Logout
 * 1.0), and whose word counts. Off unless clients are set. Immutable; each {@code with} method
 * gives a changed copy. Nothing is checked before the configuration is built.
 *
 * <p>Anybody can reach the path; a logout token that an issuer has signed for one of its clients is
 * what counts. It revokes the session that it names, or all tokens of the user that were issued
 * until then, in the {@code revokedTokens} of the configuration; where there are none, in a list of
 * this process.
 */
public final class LogoutSettings {

  private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+");
  private static final LogoutSettings DEFAULTS = new LogoutSettings();
  private static final Duration LONGEST_LIFE = Duration.ofHours(1);
  private static final Duration LONGEST_BODY = Duration.ofMinutes(1);
  private static final int SMALLEST_BODY = 1024;
  private static final int LARGEST_BODY = 64 * 1024;

  private String path = "/backchannel-logout";
  private Map<String, Set<String>> clients = Map.of();
  private Duration maximumLifetime = Duration.ofMinutes(10);
  private int maximumBodyBytes = 16 * 1024;
  private Duration bodyTimeout = Duration.ofSeconds(5);
  private int requestsOfNetwork = 32;
  private Optional<ReplayStore> store = Optional.empty();
  private boolean listGiven;

  private LogoutSettings() {}

  static LogoutSettings defaults() {
    return DEFAULTS;
  }

  /**
   * Takes logout tokens at this path of the application, which is at or below no protected one. It
   * is the {@code backchannel_logout_uri} of the clients. Default: {@code /backchannel-logout}.
   */
  public LogoutSettings withPath(String place) {
    return with(copy -> copy.path = place);
  }

  /**
   * Takes logout tokens of a trusted issuer that are meant for one of these clients ({@code aud}).
   * May be repeated, for other issuers. Default: none, and then there is no such resource.
   */
  public LogoutSettings withClients(String issuer, String... clientIds) {
    Map<String, Set<String>> more = new LinkedHashMap<>(clients);
    more.put(issuer, Collections.unmodifiableSet(new LinkedHashSet<>(Arrays.asList(clientIds))));
    return with(copy -> copy.clients = Collections.unmodifiableMap(more));
  }

  /**
   * The longest life of a logout token, from {@code iat} to {@code exp}: 1 second to 1 hour.
   * Default: 10 minutes.
   */
  public LogoutSettings withMaximumLifetime(Duration longest) {
    return with(copy -> copy.maximumLifetime = longest);
  }

  /** The bytes of a body: 1 to 64 KiB. Default: 16 KiB. */
  public LogoutSettings withMaximumBodyBytes(int bytes) {
    return with(copy -> copy.maximumBodyBytes = bytes);
  }

  /** How long a body may take to come: 1 second to 1 minute. Default: 5 seconds. */
  public LogoutSettings withBodyTimeout(Duration longest) {
    return with(copy -> copy.bodyTimeout = longest);
  }

  /**
   * How many requests of one network are looked at at once, and eight times as many of all: 1 to
   * 10,000. An authorization server that ends many sessions sends many. Default: 32.
   */
  public LogoutSettings withRequestsOfNetwork(int atOnce) {
    return with(copy -> copy.requestsOfNetwork = atOnce);
  }

  /**
   * Where used logout tokens are remembered. Default: the store of DPoP proofs where there is one,
   * else the memory of this process.
   */
  public LogoutSettings withReplayStore(ReplayStore remembers) {
    return with(copy -> copy.store = Optional.of(remembers));
  }

  List<String> problems(Collection<TrustedIssuer> issuers) {
    List<String> problems = new ArrayList<>();
    if (!PATH.matcher(path).matches()) {
      problems.add("logout.path must be such as /backchannel-logout, without template and query");
    }
    Set<String> known = issuers.stream().map(TrustedIssuer::issuer).collect(Collectors.toSet());
    clients.forEach(
        (issuer, ids) -> {
          if (!known.contains(issuer)) {
            problems.add("logout.clients must name trusted issuers, byte for byte");
          }
          if (ids.isEmpty() || ids.stream().anyMatch(String::isBlank)) {
            problems.add("logout.clients must name at least one client of each issuer");
          }
        });
    if (isOutside(maximumLifetime, LONGEST_LIFE)) {
      problems.add("logout.maximumLifetime must be from 1 second to 1 hour");
    }
    if (maximumBodyBytes < SMALLEST_BODY || maximumBodyBytes > LARGEST_BODY) {
      problems.add("logout.maximumBodyBytes must be from 1024 to 65536");
    }
    if (isOutside(bodyTimeout, LONGEST_BODY)) {
      problems.add("logout.bodyTimeout must be from 1 second to 1 minute");
    }
    if (requestsOfNetwork < 1 || requestsOfNetwork > 10_000) {
      problems.add("logout.requestsOfNetwork must be from 1 to 10000");
    }
    return problems;
  }

  private static boolean isOutside(Duration time, Duration most) {
    return time.compareTo(Duration.ofSeconds(1)) < 0 || time.compareTo(most) > 0;
  }

  /** A list of revoked tokens, where one is needed. */
  Optional<RevokedTokens> list(InstantSource clock) {
    return isOn() ? Optional.of(RevokedTokens.create(clock)) : Optional.empty();
  }

  /** The same, beside the list of revoked tokens that the application gives, if it does. */
  LogoutSettings with(Optional<RevokedTokens> list) {
    return with(copy -> copy.listGiven = list.isPresent());
  }

  /** Whether the application gives the list of revoked tokens, which is made here otherwise. */
  public boolean isListGiven() {
    return listGiven;
  }

  /** Whether logout tokens are taken. */
  public boolean isOn() {
    return !clients.isEmpty();
  }

  /** Whether somebody wanted them to be, and forgot whose. */
  public boolean isPathAlone() {
    return clients.isEmpty() && !path.equals(DEFAULTS.path);
  }

  /** Where they are taken. */
  public String path() {
    return path;
  }

  /** The clients of each issuer. */
  public Map<String, Set<String>> clients() {
    return clients;
  }

  /** The longest life of a logout token. */
  public Duration maximumLifetime() {
    return maximumLifetime;
  }

  /** The bytes of a body. */
  public int maximumBodyBytes() {
    return maximumBodyBytes;
  }

  /** The time of a body. */
  public Duration bodyTimeout() {
    return bodyTimeout;
  }

  /** How many requests of one network are looked at at once. */
  public int requestsOfNetwork() {
    return requestsOfNetwork;
  }

  /** Where used logout tokens are remembered, if that is set. */
  public Optional<ReplayStore> store() {
    return store;
  }

  private LogoutSettings with(Consumer<LogoutSettings> change) {
    LogoutSettings copy = new LogoutSettings();
    copy.path = path;
    copy.clients = clients;
    copy.maximumLifetime = maximumLifetime;
    copy.maximumBodyBytes = maximumBodyBytes;
    copy.bodyTimeout = bodyTimeout;
    copy.requestsOfNetwork = requestsOfNetwork;
    copy.store = store;
    copy.listGiven = listGiven;
    change.accept(copy);
    return copy;
  }
}
