package io.github.jerseymcp.fetch;

import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How this server reaches an authorization server, where the network is not flat: through a proxy,
 * with a trust store of its own, inside a cluster. Immutable; each {@code with} method gives a
 * changed copy. Nothing is checked before the configuration is built. Thread-safe.
 *
 * <p>By default the trust store and the proxy of the process are used ({@code
 * -Djavax.net.ssl.trustStore}, {@code -Dhttps.proxyHost}), connections speak https, and http on
 * loopback alone. Whatever is set here, no redirect is followed, and sizes and times are limited.
 * One object has one HTTP client: a resolver gives the same object with each issuer that is reached
 * alike.
 */
public final class IssuerConnection {

  private static final Pattern HOST_AND_PORT = Pattern.compile("[A-Za-z0-9.-]+(:\\d{1,5})?");
  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final IssuerConnection DEFAULTS = new IssuerConnection();

  private Optional<HttpClient> given = Optional.empty();
  private Optional<SSLContext> tls = Optional.empty();
  private Optional<String> proxyHost = Optional.empty();
  private int proxyPort;
  private Optional<Duration> timeout = Optional.empty();
  private Set<String> plainHosts = Set.of();
  private @Nullable HttpClient made;

  private IssuerConnection() {}

  /** As the process is set up, with a client of its own. */
  static IssuerConnection own(Optional<SSLContext> tls) {
    return new IssuerConnection().with(copy -> copy.tls = tls);
  }

  /** As the process is set up. */
  public static IssuerConnection defaults() {
    return DEFAULTS;
  }

  /**
   * Sends with a client of the application, which has its own trust store, proxy and authenticator:
   * with {@code Redirect.NEVER}, or the configuration is refused. Nobody closes it.
   */
  public IssuerConnection withClient(HttpClient client) {
    Objects.requireNonNull(client, "client");
    return with(copy -> copy.given = Optional.of(client));
  }

  /** Trusts the servers that this context trusts, and shows its certificate if it is asked. */
  public IssuerConnection withTls(SSLContext context) {
    Objects.requireNonNull(context, "context");
    return with(copy -> copy.tls = Optional.of(context));
  }

  /** Goes through this HTTP proxy, and not through that of the process. */
  public IssuerConnection withProxy(String host, int port) {
    Objects.requireNonNull(host, "host");
    return with(
        copy -> {
          copy.proxyHost = Optional.of(host);
          copy.proxyPort = port;
        });
  }

  /**
   * How long a fetch of keys may take, discovery included: 100 ms to 30 seconds. Default: {@code
   * keys.withFetchTimeout}.
   */
  public IssuerConnection withTimeout(Duration time) {
    return with(copy -> copy.timeout = Optional.of(time));
  }

  /**
   * Speaks http in plain text to these hosts, {@code keycloak:8080} say, where keys are named with
   * {@code withJwksUri}. Whoever can change what passes there can make tokens: for a network that
   * nobody else is in. Default: loopback alone.
   *
   * @param hosts each with its port, unless that is 80
   */
  public IssuerConnection withPlainHttpTo(String... hosts) {
    return with(copy -> copy.plainHosts = lower(hosts));
  }

  /** The same with this client certificate, if there is one; it comes with a trust store. */
  public IssuerConnection showing(Optional<SSLContext> certificate) {
    return certificate.map(this::withTls).orElse(this);
  }

  /** How long a fetch may take, if it is said. */
  public Optional<Duration> timeout() {
    return timeout;
  }

  /** Whether http in plain text may be spoken to the host of an address. */
  public boolean speaksPlainHttpTo(String address) {
    if (plainHosts.isEmpty() || !address.regionMatches(true, 0, "http://", 0, 7)) {
      return false;
    }
    try {
      URI uri = URI.create(address);
      String port = uri.getPort() < 0 || uri.getPort() == 80 ? "" : ":" + uri.getPort();
      return uri.getHost() != null
          && uri.getRawUserInfo() == null
          && uri.getRawFragment() == null
          && plainHosts.contains(uri.getHost().toLowerCase(Locale.ROOT) + port);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** One sentence for each mistake. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (given.filter(one -> one.followRedirects() != HttpClient.Redirect.NEVER).isPresent()) {
      problems.add("the client of its connection must not follow redirects");
    }
    if (given.isPresent() && (tls.isPresent() || proxyHost.isPresent())) {
      problems.add("set up TLS and the proxy of its connection in the client that you give");
    }
    if (proxyHost.isPresent() && (proxyPort < 1 || proxyPort > 65_535)) {
      problems.add("the port of its proxy must be from 1 to 65535");
    }
    if (timeout
        .filter(time -> time.compareTo(SHORTEST) < 0 || time.compareTo(LONGEST) > 0)
        .isPresent()) {
      problems.add("the timeout of its connection must be from 100 milliseconds to 30 seconds");
    }
    if (!plainHosts.stream().allMatch(host -> HOST_AND_PORT.matcher(host).matches())) {
      problems.add("withPlainHttpTo takes hosts, each with its port, such as keycloak:8080");
    }
    return problems;
  }

  /** In a few words, for the operator. */
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    given.ifPresent(client -> parts.add("a client of the application"));
    tls.ifPresent(context -> parts.add("its own TLS"));
    proxyHost.ifPresent(host -> parts.add("a proxy"));
    if (!plainHosts.isEmpty()) {
      parts.add("plain http to " + String.join(", ", plainHosts));
    }
    return parts.isEmpty() ? "as any server" : String.join(", ", parts);
  }

  /** The client; the same one at each call. */
  synchronized HttpClient client(Duration connectTimeout) {
    if (given.isPresent()) {
      return given.get();
    }
    HttpClient current = made;
    if (current == null) {
      HttpClient.Builder builder =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .followRedirects(HttpClient.Redirect.NEVER)
              .connectTimeout(connectTimeout);
      tls.ifPresent(builder::sslContext);
      proxyHost.ifPresent(
          host -> builder.proxy(ProxySelector.of(new InetSocketAddress(host, proxyPort))));
      current = builder.build();
      made = current;
    }
    return current;
  }

  private static Set<String> lower(String... hosts) {
    Set<String> lower = new LinkedHashSet<>();
    for (String host : hosts) {
      String name = host.toLowerCase(Locale.ROOT);
      lower.add(name.endsWith(":80") ? name.substring(0, name.length() - 3) : name);
    }
    return lower;
  }

  private IssuerConnection with(Consumer<IssuerConnection> change) {
    IssuerConnection copy = new IssuerConnection();
    copy.given = given;
    copy.tls = tls;
    copy.proxyHost = proxyHost;
    copy.proxyPort = proxyPort;
    copy.timeout = timeout;
    copy.plainHosts = plainHosts;
    change.accept(copy);
    return copy;
  }
}
