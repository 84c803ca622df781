package io.github.jerseymcp.config;

import io.github.jerseymcp.edge.TrustedPeers;
import io.github.jerseymcp.rate.Rate;
import io.github.jerseymcp.rate.RateLimiter;
import io.github.jerseymcp.rate.Rates;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * How often a caller, or a network, may do something. Nothing is counted unless it is set here.
 * Immutable; each {@code with} method gives a changed copy. Nothing is checked before the
 * configuration is built.
 *
 * <p>A rate of 600 a minute allows 600 at once, and then one each tenth of a second. A caller is a
 * user of an issuer through a client, whatever its token; a service account has no more than
 * others.
 */
public final class RateSettings {

  private static final RateSettings DEFAULTS = new RateSettings();
  private static final Duration LONGEST_DELAY = Duration.ofDays(1);
  private static final int MOST_TOOLS = 1_000;

  private Optional<WrittenRate> requestsOfCaller = Optional.empty();
  private Optional<WrittenRate> callsOfCaller = Optional.empty();
  private Map<String, WrittenRate> callsOfTools = Map.of();
  private Optional<WrittenRate> failuresOfNetwork = Optional.empty();
  private Duration longestDelay = Duration.ofMinutes(5);
  private int ipv4Bits = 32;
  private int ipv6Bits = 64;
  private List<String> proxies = List.of();
  private boolean refusesInOutages;
  private Optional<RateLimiter> limiter = Optional.empty();

  private RateSettings() {}

  static RateSettings defaults() {
    return DEFAULTS;
  }

  /**
   * How many requests to protected paths one caller may send: 1 to 1,000,000 in 1 second to 1 day.
   * Default: any number.
   */
  public RateSettings withRequestsOfCaller(int limit, Duration period) {
    return with(copy -> copy.requestsOfCaller = Optional.of(new WrittenRate(limit, period)));
  }

  /**
   * How many calls of MCP tools ({@code tools/call}) one caller may send, all tools together: 1 to
   * 1,000,000 in 1 second to 1 day. Default: any number.
   */
  public RateSettings withCallsOfCaller(int limit, Duration period) {
    return with(copy -> copy.callsOfCaller = Optional.of(new WrittenRate(limit, period)));
  }

  /**
   * How many calls of this MCP tool one caller may send: 1 to 1,000,000 in 1 second to 1 day. May
   * be repeated for other tools, up to 1,000. Default: any number.
   */
  public RateSettings withCallsOfTool(String tool, int limit, Duration period) {
    Map<String, WrittenRate> tools = new TreeMap<>(callsOfTools);
    tools.put(tool, new WrittenRate(limit, period));
    return with(copy -> copy.callsOfTools = Collections.unmodifiableMap(tools));
  }

  /**
   * How many failed authentications from one network are told why they failed: 1 to 1,000,000 in 1
   * second to 1 day. Further ones are answered with 429 and a delay that grows. A request with a
   * good token is served as ever, and a token that is expired, revoked or meant for another
   * resource counts as no failure. Default: any number.
   */
  public RateSettings withFailuresOfNetwork(int limit, Duration period) {
    return with(copy -> copy.failuresOfNetwork = Optional.of(new WrittenRate(limit, period)));
  }

  /**
   * The longest delay after failed authentications: 1 second to 1 day. It doubles with each failure
   * within it. Default: 5 minutes.
   */
  public RateSettings withLongestDelay(Duration longest) {
    return with(copy -> copy.longestDelay = longest);
  }

  /**
   * How many leading bits of its address make a network. Default: 32 bits of an IPv4 address, which
   * is the address alone, and 64 of an IPv6 address, which is what one subscriber has.
   *
   * @param bitsOfIpv4 8 to 32
   * @param bitsOfIpv6 16 to 128
   */
  public RateSettings withNetworks(int bitsOfIpv4, int bitsOfIpv6) {
    return with(
        copy -> {
          copy.ipv4Bits = bitsOfIpv4;
          copy.ipv6Bits = bitsOfIpv6;
        });
  }

  /**
   * Proxies whose word is taken for the address of a client, in CIDR notation, beside those that
   * the public origin is taken from. Which header field they set is a setting of the edge. Default:
   * none, so that all clients behind a proxy are of one network.
   */
  public RateSettings withProxies(String... networks) {
    return with(
        copy -> copy.proxies = Stream.concat(proxies.stream(), Stream.of(networks)).toList());
  }

  /**
   * Refuses verified callers with 503 while the limiter is out of reach. Default: they pass
   * uncounted. A failed authentication is told why it failed then in any case.
   */
  public RateSettings withRefusalInOutages() {
    return with(copy -> copy.refusesInOutages = true);
  }

  /** Who counts. Default: an {@link InMemoryRateLimiter}, each node for itself. */
  public RateSettings withLimiter(RateLimiter counter) {
    return with(copy -> copy.limiter = Optional.of(counter));
  }

  List<String> problems() {
    List<String> problems = new ArrayList<>();
    check("rates.requestsOfCaller", requestsOfCaller, problems::add);
    check("rates.callsOfCaller", callsOfCaller, problems::add);
    check("rates.failuresOfNetwork", failuresOfNetwork, problems::add);
    callsOfTools.values().stream()
        .filter(rate -> !rate.isValid())
        .findFirst()
        .ifPresent(wrong -> check("rates.callsOfTool", Optional.of(wrong), problems::add));
    if (callsOfTools.size() > MOST_TOOLS || callsOfTools.containsKey("")) {
      problems.add("rates.callsOfTool must name from 1 to " + MOST_TOOLS + " tools");
    }
    if (longestDelay.toSeconds() < 1 || longestDelay.compareTo(LONGEST_DELAY) > 0) {
      problems.add("rates.longestDelay must be from 1 second to 1 day");
    }
    if (ipv4Bits < 8 || ipv4Bits > 32 || ipv6Bits < 16 || ipv6Bits > 128) {
      problems.add("rates.networks must be from 8 to 32 bits, and from 16 to 128 bits");
    }
    TrustedPeers.parse("rates.proxies", proxies, problems::add);
    return problems;
  }

  private static void check(String setting, Optional<WrittenRate> rate, Consumer<String> problems) {
    if (rate.isPresent() && !rate.get().isValid()) {
      problems.accept(setting + " must be " + WrittenRate.RANGE);
    }
  }

  /** What is counted, once there are no problems. */
  Rates rates() {
    Map<String, Rate> tools = new TreeMap<>();
    callsOfTools.forEach((name, rate) -> tools.put(name, rate.rate()));
    return new Rates(
        requestsOfCaller.map(WrittenRate::rate),
        callsOfCaller.map(WrittenRate::rate),
        tools,
        failuresOfNetwork.map(WrittenRate::rate),
        longestDelay,
        refusesInOutages);
  }

  Optional<WrittenRate> requestsOfCaller() {
    return requestsOfCaller;
  }

  Optional<WrittenRate> callsOfCaller() {
    return callsOfCaller;
  }

  Map<String, WrittenRate> callsOfTools() {
    return callsOfTools;
  }

  Optional<WrittenRate> failuresOfNetwork() {
    return failuresOfNetwork;
  }

  Duration longestDelay() {
    return longestDelay;
  }

  int ipv4Bits() {
    return ipv4Bits;
  }

  int ipv6Bits() {
    return ipv6Bits;
  }

  List<String> proxies() {
    return proxies;
  }

  boolean refusesInOutages() {
    return refusesInOutages;
  }

  Optional<RateLimiter> limiter() {
    return limiter;
  }

  private RateSettings with(Consumer<RateSettings> change) {
    RateSettings copy = new RateSettings();
    copy.requestsOfCaller = requestsOfCaller;
    copy.callsOfCaller = callsOfCaller;
    copy.callsOfTools = callsOfTools;
    copy.failuresOfNetwork = failuresOfNetwork;
    copy.longestDelay = longestDelay;
    copy.ipv4Bits = ipv4Bits;
    copy.ipv6Bits = ipv6Bits;
    copy.proxies = proxies;
    copy.refusesInOutages = refusesInOutages;
    copy.limiter = limiter;
    change.accept(copy);
    return copy;
  }
}
