package io.github.jerseymcp.fetch;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Which addresses may be asked where a stranger may have named them, and how much is read (MCP
 * security best practices, server-side request forgery). Immutable; each {@code with} method gives
 * a changed copy. Nothing is checked before {@link #problems}.
 *
 * <p>By default an address is https, with a name or a canonical IP address for its host, and each
 * address of that host is on the open internet by the IANA special-purpose address registries.
 * Connections are made to the very addresses that were checked. No redirect is followed, no proxy
 * is used, no cookie is kept and nothing is decoded.
 */
public final class FetchPolicy {

  private static final int LONGEST_ADDRESS = 2_048;
  private static final FetchPolicy STRICT = new FetchPolicy();

  private boolean loopback;
  private List<String> addresses = List.of();
  private Duration connectTimeout = Duration.ofSeconds(3);
  private Duration timeout = Duration.ofSeconds(5);
  private int maximumBytes = 64 * 1024;

  private FetchPolicy() {}

  /** The defaults, which each {@code with} method names. */
  public static FetchPolicy strict() {
    return STRICT;
  }

  /**
   * Lets this machine be asked too, and by http: for development. Default: it is not asked, and
   * nothing but https is spoken.
   */
  public FetchPolicy withLoopback() {
    return with(copy -> copy.loopback = true);
  }

  /**
   * Lets hosts with addresses in these networks be asked too, such as {@code 10.1.0.0/16} for an
   * authorization server of a company. Default: none.
   */
  public FetchPolicy withAddresses(String... networks) {
    return with(
        copy -> copy.addresses = Stream.concat(addresses.stream(), Stream.of(networks)).toList());
  }

  /** The time for a connection: 100 ms to 30 seconds. Default: 3 seconds. */
  public FetchPolicy withConnectTimeout(Duration duration) {
    return with(copy -> copy.connectTimeout = duration);
  }

  /** The time for a whole exchange: 100 ms to 60 seconds. Default: 5 seconds. */
  public FetchPolicy withTimeout(Duration duration) {
    return with(copy -> copy.timeout = duration);
  }

  /** The longest body: 1 KiB to 16 MiB. Default: 64 KiB. A header has 16 KiB at most. */
  public FetchPolicy withMaximumBytes(int bytes) {
    return with(copy -> copy.maximumBytes = bytes);
  }

  /** One sentence for each mistake, which begins with the name of the setting. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    for (String network : addresses) {
      if (AddressRange.parse(network).isEmpty()) {
        problems.add(
            "fetch.addresses \""
                + network
                + "\" must be an address or a network such as"
                + " 10.1.0.0/16");
      }
    }
    if (isOutside(connectTimeout, Duration.ofMillis(100), Duration.ofSeconds(30))) {
      problems.add("fetch.connectTimeout must be from 100 milliseconds to 30 seconds");
    }
    if (isOutside(timeout, Duration.ofMillis(100), Duration.ofSeconds(60))) {
      problems.add("fetch.timeout must be from 100 milliseconds to 60 seconds");
    }
    if (maximumBytes < 1024 || maximumBytes > 16 * 1024 * 1024) {
      problems.add("fetch.maximumBytes must be from 1024 bytes to 16 MiB");
    }
    return problems;
  }

  /** The time for a connection. */
  public Duration connectTimeout() {
    return connectTimeout;
  }

  /** The time for a whole exchange. */
  public Duration timeout() {
    return timeout;
  }

  /** The longest body, in bytes. */
  public int maximumBytes() {
    return maximumBytes;
  }

  /**
   * Whether an address may be asked by its text alone: its scheme, its host, and the network of
   * that where it is an IP address. Nothing is looked up: what a name leads to is checked when it
   * is asked.
   */
  public boolean allows(URI address) {
    if (!admits(address)) {
      return false;
    }
    String host = address.getHost();
    boolean literal = host.startsWith("[") || AddressRange.parse(host).isPresent();
    try {
      return !literal || admits(host, InetAddress.getByName(host));
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** Whether the text of an address is acceptable; where it leads to is another question. */
  boolean admits(URI address) {
    String host = address.getHost();
    return address.toString().length() <= LONGEST_ADDRESS
        && host != null
        && SecureAddress.isCanonicalHost(host)
        && (SecureAddress.isLoopbackHttp(address)
            ? loopback
            : SecureAddress.isSecureWithQuery(address.toString()))
        && address.getRawUserInfo() == null
        && address.getRawFragment() == null
        && address.getPort() <= 65_535
        && address.getPort() != 0;
  }

  /** Whether a host with that text may have this address. */
  boolean admits(String host, InetAddress address) {
    if (SecureAddress.isLoopback(host)) {
      return loopback && address.isLoopbackAddress();
    }
    return SpecialAddresses.isPublic(address)
        || addresses.stream()
            .map(AddressRange::parse)
            .flatMap(Optional::stream)
            .anyMatch(range -> range.contains(address.getAddress()));
  }

  private static boolean isOutside(Duration value, Duration least, Duration most) {
    return value.compareTo(least) < 0 || value.compareTo(most) > 0;
  }

  private FetchPolicy with(Consumer<FetchPolicy> change) {
    FetchPolicy copy = new FetchPolicy();
    copy.loopback = loopback;
    copy.addresses = addresses;
    copy.connectTimeout = connectTimeout;
    copy.timeout = timeout;
    copy.maximumBytes = maximumBytes;
    change.accept(copy);
    return copy;
  }
}
