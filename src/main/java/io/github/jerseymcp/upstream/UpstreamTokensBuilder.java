package io.github.jerseymcp.upstream;

import com.nimbusds.jose.jwk.JWK;
import io.github.jerseymcp.DpopUse;
import io.github.jerseymcp.client.limit.TransportLimits;
import io.github.jerseymcp.client.registration.Registration;
import io.github.jerseymcp.client.tls.TlsPolicy;
import io.github.jerseymcp.time.Clocks;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Settings of {@link UpstreamTokens}, checked as a whole. Not thread-safe. */
public final class UpstreamTokensBuilder {

  final String api;
  final String issuer;
  Optional<Registration> client = Optional.empty();
  Optional<JWK> signing = Optional.empty();
  Optional<String> audience = Optional.empty();
  Optional<String> resource = Optional.empty();
  boolean onBehalfOf;
  List<String> scopes = List.of();
  DpopUse dpop = DpopUse.OFF;
  Duration timeout = Duration.ofSeconds(5);
  Duration maximumAge = Duration.ofMinutes(5);
  long memory = 16L << 20;
  int mostExchanges = 16;
  int mostWaiting = 1_000;
  TransportLimits limits = TransportLimits.defaults();
  TlsPolicy tls = TlsPolicy.system();
  List<String> endpointOrigins = List.of();
  private InstantSource time = InstantSource.system();

  UpstreamTokensBuilder(String api, String issuer) {
    this.api = api;
    this.issuer = issuer;
  }

  /**
   * This server as the issuer knows it, with a secret.
   *
   * @param secret asked for at each exchange; thread-safe
   */
  public UpstreamTokensBuilder client(String clientId, Supplier<String> secret) {
    client = Optional.of(Registration.preRegistered(issuer, clientId, secret));
    signing = Optional.empty();
    return this;
  }

  /**
   * This server as the issuer knows it, with a key that signs an assertion at each exchange (RFC
   * 7523 section 2.2). The hash of a certificate in the key ({@code x5t#S256}) is sent as well.
   *
   * @param key a private RSA, EC or Ed25519 key
   */
  public UpstreamTokensBuilder client(String clientId, JWK key) {
    client = Optional.of(Registration.preRegistered(issuer, clientId, key));
    signing = Optional.of(key);
    return this;
  }

  /**
   * This server as the issuer knows it, with the certificate of {@link #tls} (RFC 8705 section 2):
   * one of an authority, or one that is signed by itself.
   */
  public UpstreamTokensBuilder clientWithCertificate(String clientId) {
    client = Optional.of(Registration.certificate(issuer, clientId));
    signing = Optional.empty();
    return this;
  }

  /** The name of the API at the issuer: with Keycloak, its client identifier (RFC 8693). */
  public UpstreamTokensBuilder audience(String name) {
    audience = Optional.of(name);
    return this;
  }

  /** The identifier of the API as a resource (RFC 8707), such as its address. */
  public UpstreamTokensBuilder resource(String identifier) {
    resource = Optional.of(identifier);
    return this;
  }

  /**
   * Asks for tokens as Microsoft Entra has it: {@code jwt-bearer} with {@code requested_token_use}
   * {@code on_behalf_of}, where scopes name the API. Excludes {@link #audience} and {@link
   * #resource}.
   */
  public UpstreamTokensBuilder onBehalfOf() {
    onBehalfOf = true;
    return this;
  }

  /**
   * The scopes to ask for; a token with more is refused, and one with fewer is {@link
   * UpstreamFault#SCOPE_REFUSED}. Default: none are named, and what comes is taken.
   */
  public UpstreamTokensBuilder scopes(String... wanted) {
    scopes = List.of(wanted);
    return this;
  }

  /**
   * Whether exchanged tokens are bound to a key that is made for each (DPoP, RFC 9449): {@link
   * DpopUse#OPTIONAL} where the issuer says that it takes ES256, {@link DpopUse#REQUIRED} always.
   * Default: {@link DpopUse#OFF}.
   */
  public UpstreamTokensBuilder dpop(DpopUse use) {
    dpop = use;
    return this;
  }

  /** How long an exchange may take: 100 ms to 30 seconds. Default: 5 seconds. */
  public UpstreamTokensBuilder timeout(Duration longest) {
    timeout = longest;
    return this;
  }

  /**
   * How long an exchanged token is used at most, where it and the caller's live longer: up to an
   * hour. What the issuer takes back is used for no longer than that. Default: 5 minutes.
   */
  public UpstreamTokensBuilder maximumAge(Duration longest) {
    maximumAge = longest;
    return this;
  }

  /**
   * How many bytes of exchanged tokens are kept, up to 1 GiB; 0 keeps none. Default: 16 MiB, about
   * 6,000 tokens of 2 kB.
   */
  public UpstreamTokensBuilder memory(long bytes) {
    memory = bytes;
    return this;
  }

  /**
   * How many exchanges go on at once, 1 to 1,000, a quarter of them for one user at most; more wait
   * for half of the time-out. Default: 16.
   */
  public UpstreamTokensBuilder mostExchanges(int atOnce) {
    mostExchanges = atOnce;
    return this;
  }

  /**
   * How many requests that were sent with {@code sendAsync} may wait for one of the 64 threads on
   * which others wait for a token, 16 of them for one user at most: 1 to 100,000; more fail at
   * once. Default: 1,000.
   */
  public UpstreamTokensBuilder mostWaiting(int requests) {
    mostWaiting = requests;
    return this;
  }

  /** How much of the API's answers is read. Default: {@link TransportLimits#defaults}. */
  public UpstreamTokensBuilder limits(TransportLimits transport) {
    limits = transport;
    return this;
  }

  /**
   * Whom to trust as the issuer and as the API, and which certificate to show: to the API, and to
   * the token endpoint where this server authenticates with it or tokens are bound to it. Default:
   * {@link TlsPolicy#system}.
   */
  public UpstreamTokensBuilder tls(TlsPolicy policy) {
    tls = policy;
    return this;
  }

  /**
   * Further origins, such as {@code https://mtls.example.com}, where the issuer may have its token
   * endpoint. Default: none but its own.
   */
  public UpstreamTokensBuilder endpointOrigins(String... origins) {
    endpointOrigins = List.of(origins);
    return this;
  }

  /** The clock. Default: that of the system. */
  public UpstreamTokensBuilder time(InstantSource clock) {
    time = clock;
    return this;
  }

  /** One sentence for each mistake. */
  public List<String> problems() {
    return UpstreamProblems.of(this);
  }

  /**
   * The tokens for the API. Nothing is asked of the issuer before the first call.
   *
   * @throws IllegalArgumentException if there are {@link #problems}; the message lists all of them
   */
  public UpstreamTokens build() {
    List<String> problems = problems();
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
    return UpstreamTokens.of(
        new UpstreamSettings(
            URI.create(api),
            issuer,
            client.orElseThrow(),
            new ExchangeForm(audience, resource, onBehalfOf),
            Set.copyOf(scopes),
            dpop,
            timeout,
            maximumAge,
            memory,
            mostExchanges,
            mostWaiting,
            limits,
            tls,
            Set.copyOf(endpointOrigins),
            Clocks.of(time)));
  }
}
