package io.github.jerseymcp.config;

import io.github.jerseymcp.account.CallerLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * What requests without credentials may take of an MCP endpoint that opens operations to them
 * ({@link io.github.jerseymcp.OpenOperation}). Without such an endpoint nothing of it counts.
 * Immutable; each {@code with} method gives a changed copy. Nothing is checked before the
 * configuration is built.
 *
 * <p>What is one network is a matter of {@link RateSettings#withNetworks} and {@link
 * RateSettings#withProxies}: behind a proxy that is not named, all clients are one.
 */
public final class AnonymousSettings {

  private static final AnonymousSettings DEFAULTS = new AnonymousSettings();
  private static final int LARGEST_BODY = 4 * 1024 * 1024;
  private static final Duration LONGEST_BODY = Duration.ofMinutes(1);

  private int maximumBodyBytes = 64 * 1024;
  private Duration bodyTimeout = Duration.ofSeconds(5);
  private WrittenRate requestsOfNetwork = new WrittenRate(120, Duration.ofMinutes(1));
  private CallerLimits limits = CallerLimits.ofAnonymous();

  private AnonymousSettings() {}

  static AnonymousSettings defaults() {
    return DEFAULTS;
  }

  /**
   * The bytes of a message without credentials, 1 to 4 MiB; for a larger one a caller is needed.
   * Default: 64 KiB.
   */
  public AnonymousSettings withMaximumBodyBytes(int bytes) {
    return with(copy -> copy.maximumBodyBytes = bytes);
  }

  /** How long such a message may take to come: 1 second to 1 minute. Default: 5 seconds. */
  public AnonymousSettings withBodyTimeout(Duration longest) {
    return with(copy -> copy.bodyTimeout = longest);
  }

  /**
   * How many requests for opened operations one network may send: 1 to 1,000,000 in 1 second to 1
   * day. Further ones are answered with 429. Default: 120 in a minute.
   */
  public AnonymousSettings withRequestsOfNetwork(int limit, Duration period) {
    return with(copy -> copy.requestsOfNetwork = new WrittenRate(limit, period));
  }

  /**
   * Changes what each network, and all of them together, may hold. It is counted apart from what
   * verified callers hold. Default: {@link CallerLimits#ofAnonymous}.
   */
  public AnonymousSettings withLimits(UnaryOperator<CallerLimits> change) {
    return with(copy -> copy.limits = change.apply(limits));
  }

  List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (maximumBodyBytes < 1 || maximumBodyBytes > LARGEST_BODY) {
      problems.add("anonymous.maximumBodyBytes must be from 1 to " + LARGEST_BODY);
    }
    if (bodyTimeout.toSeconds() < 1 || bodyTimeout.compareTo(LONGEST_BODY) > 0) {
      problems.add("anonymous.bodyTimeout must be from 1 second to 1 minute");
    }
    if (!requestsOfNetwork.isValid()) {
      problems.add("anonymous.requestsOfNetwork must be " + WrittenRate.RANGE);
    }
    limits.problems().forEach(problem -> problems.add("anonymous.limits: " + problem));
    return problems;
  }

  int maximumBodyBytes() {
    return maximumBodyBytes;
  }

  Duration bodyTimeout() {
    return bodyTimeout;
  }

  WrittenRate requestsOfNetwork() {
    return requestsOfNetwork;
  }

  CallerLimits limits() {
    return limits;
  }

  private AnonymousSettings with(Consumer<AnonymousSettings> change) {
    AnonymousSettings copy = new AnonymousSettings();
    copy.maximumBodyBytes = maximumBodyBytes;
    copy.bodyTimeout = bodyTimeout;
    copy.requestsOfNetwork = requestsOfNetwork;
    copy.limits = limits;
    change.accept(copy);
    return copy;
  }
}
