package io.github.jerseymcp.client;

import io.github.jerseymcp.DpopUse;
import io.github.jerseymcp.client.discovery.Challenge;
import io.github.jerseymcp.client.discovery.Origins;
import io.github.jerseymcp.client.event.ClientEventListener;
import io.github.jerseymcp.client.grant.FixedToken;
import io.github.jerseymcp.client.grant.GrantType;
import io.github.jerseymcp.client.http.Credentials;
import io.github.jerseymcp.client.limit.TransportLimits;
import io.github.jerseymcp.client.registration.Registration;
import io.github.jerseymcp.client.tls.TlsPolicy;
import io.github.jerseymcp.client.token.CredentialStore;
import io.github.jerseymcp.client.token.MemoryCredentialStore;
import io.github.jerseymcp.client.trust.TrustPolicy;
import io.github.jerseymcp.fetch.FetchPolicy;
import io.github.jerseymcp.fetch.SecureAddress;
import io.github.jerseymcp.signature.SignatureKey;
import io.github.jerseymcp.time.Clocks;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Settings of an {@link McpAuthorization}, checked as a whole. Not thread-safe. */
public final class McpAuthorizationBuilder {

  private final String server;
  private final GrantType grant;
  private String user = "";
  private List<Registration> registrations = List.of();
  private Optional<CredentialStore> store = Optional.empty();
  private TrustPolicy trust = TrustPolicy.configured();
  private FetchPolicy fetch = FetchPolicy.strict();
  private List<String> scopes = List.of();
  private final Map<String, Supplier<String>> headers = new LinkedHashMap<>();
  private DpopUse dpop = DpopUse.OFF;
  private int mostWaiting = 1_000;
  private TransportLimits limits = TransportLimits.defaults();
  private TlsPolicy tls = TlsPolicy.system();
  private final Map<String, Set<String>> endpoints = new LinkedHashMap<>();
  private Optional<SignatureKey> signing = Optional.empty();
  private final List<ClientEventListener> listeners = new ArrayList<>();
  private InstantSource time = InstantSource.system();

  McpAuthorizationBuilder(String server, Grant grant) {
    this.server = server;
    this.grant = grant.type();
  }

  /** The application's name of the user whose sign-in it is. Needed with a store of one's own. */
  public McpAuthorizationBuilder user(String name) {
    user = name;
    return this;
  }

  /** The ways to register, in the order in which they are tried. */
  public McpAuthorizationBuilder registrations(Registration... inOrder) {
    registrations = List.of(inOrder);
    return this;
  }

  /** Where the sign-in is kept. Default: in memory, until this object is gone. */
  public McpAuthorizationBuilder credentials(CredentialStore credentials) {
    store = Optional.of(credentials);
    return this;
  }

  /** Whom the user trusts. Default: {@link TrustPolicy#configured}. */
  public McpAuthorizationBuilder trust(TrustPolicy policy) {
    trust = policy;
    return this;
  }

  /**
   * Which addresses may be asked for metadata and tokens. Default: {@link FetchPolicy#strict}, with
   * loopback if the server is there.
   */
  public McpAuthorizationBuilder fetch(FetchPolicy policy) {
    fetch = policy;
    return this;
  }

  /** Whom to trust as a server, which certificate to show. Default: {@link TlsPolicy#system}. */
  public McpAuthorizationBuilder tls(TlsPolicy policy) {
    tls = policy;
    return this;
  }

  /**
   * Further origins, such as {@code https://mtls.example.com}, where this authorization server may
   * have its endpoints. Default: none but that of the issuer.
   *
   * @param issuer letter by letter
   */
  public McpAuthorizationBuilder endpointsOf(String issuer, String... origins) {
    endpoints.put(issuer, Set.of(origins));
    return this;
  }

  /** The scopes to ask for where the server names none in its challenge. */
  public McpAuthorizationBuilder scopes(String... wanted) {
    scopes = List.of(wanted);
    return this;
  }

  /** A further field for that server alone, such as an API key; asked for at each request. */
  public McpAuthorizationBuilder header(String name, Supplier<String> value) {
    headers.put(name, value);
    return this;
  }

  /**
   * Whether tokens are bound to a key that is made for each sign-in (DPoP, RFC 9449): {@link
   * DpopUse#OPTIONAL} where the authorization server says that it takes ES256, and the server that
   * it takes proofs (RFC 9728 section 2, or a challenge of the scheme DPoP), and as a bearer token
   * if one is given all the same; {@link DpopUse#REQUIRED} always. Default: {@link DpopUse#OFF}.
   */
  public McpAuthorizationBuilder dpop(DpopUse use) {
    dpop = use;
    return this;
  }

  /**
   * How many requests that were sent with {@code sendAsync} may wait for one of the 16 threads on
   * which others wait for a renewal or a user: 1 to 100,000; more fail at once. Default: 1,000.
   */
  public McpAuthorizationBuilder mostWaiting(int requests) {
    mostWaiting = requests;
    return this;
  }

  /** How much of the server's answers is read. Default: {@link TransportLimits#defaults}. */
  public McpAuthorizationBuilder limits(TransportLimits transport) {
    limits = transport;
    return this;
  }

  /** Signs each request to that server with this key (RFC 9421). Default: none is signed. */
  public McpAuthorizationBuilder signedWith(SignatureKey key) {
    signing = Optional.of(key);
    return this;
  }

  /** Who is told what is done and refused, beside those of before. Default: nobody. */
  public McpAuthorizationBuilder listener(ClientEventListener listener) {
    listeners.add(listener);
    return this;
  }

  /** The clock. Default: that of the system. */
  public McpAuthorizationBuilder time(InstantSource clock) {
    time = clock;
    return this;
  }

  /** One sentence for each mistake. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>(grant.problems());
    boolean secure = SecureAddress.isSecure(server);
    if (!secure) {
      problems.add("server must be https, or http on loopback, without user, query and fragment");
    }
    registrations.forEach(way -> problems.addAll(way.problems()));
    if (registrations.isEmpty() && !(grant instanceof FixedToken)) {
      problems.add("registrations: there must be one");
    }
    if (store.isPresent() && user.isEmpty()) {
      problems.add("user must be named where the store is not this object's own");
    }
    if (dpop == DpopUse.CONFIGURED) {
      problems.add("dpop must be off, optional or required");
    }
    if (mostWaiting < 1 || mostWaiting > 100_000) {
      problems.add("mostWaiting must be from 1 to 100,000");
    }
    if (signing.filter(key -> !key.canSign()).isPresent()) {
      problems.add("signedWith needs a private key or a secret: a public one only verifies");
    }
    problems.addAll(fetch.problems());
    problems.addAll(limits.problems());
    problems.addAll(tls.problems());
    if (tls.certificate().isEmpty() && registrations.stream().anyMatch(Registration::certified)) {
      problems.add(
          "tls: a client that authenticates with a certificate needs one, withCertificate");
    }
    endpoints.values().stream()
        .flatMap(Set::stream)
        .filter(origin -> !Origins.isOrigin(origin))
        .forEach(origin -> problems.add("endpointsOf: an origin must be like https://host:port"));
    scopes.stream()
        .filter(scope -> !Challenge.isScope(scope))
        .forEach(scope -> problems.add("scopes: one is no scope by RFC 6749 section 3.3"));
    for (String name : headers.keySet()) {
      if (!Credentials.mayBeBeside(name)) {
        problems.add("header: a field cannot have that name");
      }
    }
    String unchecked = System.getProperty("jdk.internal.httpclient.disableHostnameVerification");
    if (secure && !isLoopback() && unchecked != null && !unchecked.equals("false")) {
      problems.add(
          "jdk.internal.httpclient.disableHostnameVerification is set: names of servers would not"
              + " be checked");
    }
    return problems;
  }

  /**
   * The authorization.
   *
   * @throws IllegalArgumentException if there are {@link #problems}; the message lists all of them
   * @throws IllegalStateException if Apache HttpClient 5.4 or later is not on the class path
   */
  public McpAuthorization build() {
    List<String> problems = problems();
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
    return McpAuthorization.of(
        new AuthorizationSettings(
            URI.create(server),
            user,
            grant,
            registrations,
            store.orElseGet(MemoryCredentialStore::new),
            trust,
            isLoopback() ? fetch.withLoopback() : fetch,
            scopes,
            headers,
            dpop,
            mostWaiting,
            limits,
            tls,
            Map.copyOf(endpoints),
            signing,
            List.copyOf(listeners),
            Clocks.of(time)));
  }

  private boolean isLoopback() {
    return SecureAddress.isLoopbackHttp(URI.create(server));
  }
}
