package io.github.jerseymcp.client;

import io.github.jerseymcp.client.discovery.AuthorizationFailedException;
import io.github.jerseymcp.client.discovery.AuthorizationFault;
import io.github.jerseymcp.client.discovery.CheckDestination;
import io.github.jerseymcp.client.discovery.Inquiry;
import io.github.jerseymcp.client.discovery.Need;
import io.github.jerseymcp.client.event.ClientEvents;
import io.github.jerseymcp.client.event.ObservedCredentials;
import io.github.jerseymcp.client.grant.UnattendedGrant;
import io.github.jerseymcp.client.http.AuthorizedHttpClientBuilder;
import io.github.jerseymcp.client.http.Credentials;
import io.github.jerseymcp.client.http.WaitingRequests;
import io.github.jerseymcp.client.jaxrs.AuthorizationFeature;
import io.github.jerseymcp.client.limit.TransportLimits;
import io.github.jerseymcp.client.tls.TlsPolicy;
import io.github.jerseymcp.client.token.ChooseScopes;
import io.github.jerseymcp.client.token.CredentialKey;
import io.github.jerseymcp.client.token.KeptSignIn;
import io.github.jerseymcp.client.token.SignedIn;
import io.github.jerseymcp.fetch.FetchPolicy;
import io.github.jerseymcp.fetch.Fetcher;
import io.github.jerseymcp.time.Clocks;
import jakarta.ws.rs.core.Feature;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The authorization of one user at one MCP server (MCP, authorization; OAuth 2.1): tokens are got
 * when the server first refuses a request, kept, renewed, and sent to that server alone.
 *
 * <p>What the server and its authorization server say about themselves is believed only where it is
 * proved: metadata by their identity (RFC 9728 section 3.3, RFC 8414 section 3.3), answers in the
 * browser by state, PKCE and {@code iss} (RFC 9207). All that they name is fetched under a {@link
 * io.github.jerseymcp.fetch.FetchPolicy}. Thread-safe; make one for each user.
 */
public final class McpAuthorization {

  /** As many of its requests as wait at once for a renewal or a user, with a thread each. */
  private static final int MOST_RUNNING = 16;

  private static final int MOST_REMOVALS = 100;

  private final Credentials credentials;
  private final ObtainTokens obtain;
  private final KeptSignIn kept;
  private final WaitingRequests threads;
  private final TransportLimits limits;
  private final TlsPolicy tls;

  private McpAuthorization(
      Credentials credentials,
      ObtainTokens obtain,
      KeptSignIn kept,
      AuthorizationSettings settings) {
    this.credentials = credentials;
    this.obtain = obtain;
    this.kept = kept;
    this.threads = new WaitingRequests(MOST_RUNNING, settings.mostWaiting());
    this.limits = settings.limits();
    this.tls = settings.tls();
  }

  /**
   * Begins an authorization.
   *
   * @param server the address of the MCP endpoint, which is the identifier of the resource: https,
   *     or http on loopback
   * @param grant how tokens are got
   */
  public static McpAuthorizationBuilder builder(String server, Grant grant) {
    return new McpAuthorizationBuilder(server, grant);
  }

  static McpAuthorization of(AuthorizationSettings settings) {
    ClientEvents events = settings.events();
    Supplier<Inquiry> inquiries = inquiries(settings, events);
    Clocks clocks = settings.clocks();
    Flight flight = new Flight();
    BindTokens bind = new BindTokens(settings.dpop());
    KeptSignIn kept =
        new KeptSignIn(
            settings.store(), new CredentialKey(settings.user(), settings.server().toString()));
    RenewTokens renew =
        new RenewTokens(
            kept, settings.registrations(), settings.grant(), inquiries, flight, bind, clocks);
    ObtainTokens obtain =
        new ObtainTokens(
            settings.grant(),
            settings.registrations(),
            new FindParties(
                settings.server(), settings.user(), settings.trust(), settings.grant(), events),
            new ChooseScopes(settings.scopes(), !(settings.grant() instanceof UnattendedGrant)),
            kept,
            inquiries,
            flight,
            bind,
            clocks);
    Credentials credentials =
        new AuthorizeRequests(
            new CheckDestination(settings.server()),
            settings.grant(),
            settings.headers(),
            kept,
            renew,
            obtain,
            settings.signer(),
            clocks);
    return new McpAuthorization(
        new ObservedCredentials(credentials, events), obtain, kept, settings);
  }

  /** What others are asked with: strangers never see a certificate of the client. */
  private static Supplier<Inquiry> inquiries(AuthorizationSettings settings, ClientEvents events) {
    FetchPolicy policy = settings.fetch();
    Fetcher strangers = Fetcher.ofStrangers(policy, settings.tls().anchors());
    Optional<Fetcher> certified =
        settings.tls().certificate().map(context -> Fetcher.ofStrangers(policy, context));
    return () -> new Inquiry(strangers, certified, policy.timeout(), settings.endpoints(), events);
  }

  /**
   * Builds clients of the JDK that carry the credentials, for requests of one's own or for the
   * transport of the MCP Java SDK: {@code transport.clientBuilder(authorization.httpClient())}.
   *
   * <p>A request to any other address than the server's or below it is refused. Redirects, cookies
   * and authenticators cannot be switched on. A request may wait for a renewal, and for a user:
   * with {@code sendAsync} on one of 16 threads, and so many more requests wait for a thread as
   * {@link McpAuthorizationBuilder#mostWaiting} says. What comes of it is done on the threads of
   * {@code CompletableFuture}.
   */
  public HttpClient.Builder httpClient() {
    return builder();
  }

  private AuthorizedHttpClientBuilder builder() {
    return new AuthorizedHttpClientBuilder(credentials, threads, limits, tls.forServer());
  }

  /**
   * The same over the connections of a client that all users share: each client of the JDK has a
   * thread and two open files of its own. Nothing can be set on what is returned but a time-out for
   * connecting, which is ignored: the transport of the MCP Java SDK always sets it.
   *
   * @param shared as {@code HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()};
   *     with a {@link TlsPolicy} of one's own, built with the context of {@link
   *     TlsPolicy#forServer}
   * @throws IllegalArgumentException if it follows redirects, keeps cookies, has an authenticator
   *     or the credentials of somebody, or does not check servers as the policy says
   */
  public HttpClient.Builder httpClient(HttpClient shared) {
    return builder().over(shared, tls);
  }

  /**
   * Makes a client of JAX-RS carry the credentials: {@code client.register(authorization.jaxRs())}.
   *
   * <p>Such a client is for this server alone, as those of {@link #httpClient} are; with Jersey's
   * it follows no redirect. What is thrown is the cause of a {@code ProcessingException}. An entity
   * that can be written once only, such as a stream, cannot be sent again after a refusal.
   *
   * <p>A {@link TlsPolicy} that was set goes before the context of Jersey's client; other clients
   * are built with {@link TlsPolicy#forServer}. A client with a {@code hostnameVerifier}, or with a
   * context that trusts anybody, sends nothing over https.
   */
  public Feature jaxRs() {
    return new AuthorizationFeature(
        credentials, limits, tls.isSystem() ? Optional.empty() : Optional.of(tls.forServer()));
  }

  /**
   * Signs in before anything is asked for, where a request could not wait for a user. Does nothing
   * if somebody is signed in.
   *
   * @throws SignInRequiredException if the answer of the browser comes to the application
   * @throws AuthorizationFailedException if it fails
   */
  public void signIn() throws IOException, InterruptedException {
    if (!isSignedIn() && !obtain.obtain(List.of(), Need.of(Set.of()), Optional.empty())) {
      throw new AuthorizationFailedException(AuthorizationFault.TOO_MUCH);
    }
  }

  /** Whether there are tokens; they may be refused all the same. */
  public boolean isSignedIn() {
    return kept.read().signedIn().isPresent();
  }

  /**
   * Forgets the sign-in, and tells the authorization server that its tokens are no longer wanted
   * (RFC 7009).
   *
   * @return whether the authorization server said that they are good for nothing now; not so if it
   *     takes no such request, cannot be reached, or nobody was signed in
   */
  public boolean signOut() throws InterruptedException {
    Optional<SignedIn> before = kept.read().signedIn();
    forget();
    return before.isPresent() && obtain.revoke(before.get());
  }

  /**
   * Forgets the sign-in and the registration with it. The authorization server is not told: the
   * tokens are good there until they expire.
   */
  public void forget() {
    for (int i = 0; i < MOST_REMOVALS; i++) {
      KeptSignIn.Version version = kept.read();
      if (version.number() == 0 || kept.remove(version)) {
        return;
      }
    }
    throw new IllegalStateException("The store of sign-ins removes none");
  }
}
