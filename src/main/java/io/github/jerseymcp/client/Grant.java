package io.github.jerseymcp.client;

import io.github.jerseymcp.client.grant.BrowserGrant;
import io.github.jerseymcp.client.grant.CallbackGrant;
import io.github.jerseymcp.client.grant.ClientCredentialsGrant;
import io.github.jerseymcp.client.grant.EnterpriseManagedGrant;
import io.github.jerseymcp.client.grant.FixedToken;
import io.github.jerseymcp.client.grant.GrantType;
import io.github.jerseymcp.client.grant.IdentityProvider;
import io.github.jerseymcp.client.grant.WorkloadIdentityGrant;
import io.github.jerseymcp.client.signin.UserAgent;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** How tokens are got. Immutable; what it is made of must be thread-safe. */
public final class Grant {

  private final GrantType type;

  private Grant(GrantType type) {
    this.type = type;
  }

  /**
   * A user at this machine signs in with a browser, which answers to a listener on loopback (RFC
   * 8252). Whoever makes a request waits for that, up to five minutes.
   */
  public static Grant authorizationCode(UserAgent browser) {
    return authorizationCode(browser, Duration.ofMinutes(5));
  }

  /** The same with another time to wait, 1 second to 10 minutes. */
  public static Grant authorizationCode(UserAgent browser, Duration patience) {
    return new Grant(new BrowserGrant(browser, patience));
  }

  /**
   * A user of a web application signs in: a request throws {@link SignInRequiredException}, whose
   * answer comes to the application.
   *
   * @param redirectUri the application's address for answers: https, or http on loopback
   */
  public static Grant authorizationCode(URI redirectUri) {
    return new Grant(new CallbackGrant(redirectUri));
  }

  /**
   * The application itself, without a user (RFC 6749 section 4.4), as a pre-registered client.
   *
   * @param issuer the authorization server, letter by letter; a server that names another one gets
   *     no tokens
   */
  public static Grant clientCredentials(String issuer) {
    return new Grant(new ClientCredentialsGrant(issuer));
  }

  /** A bearer token that somebody else takes care of; asked for at each request. */
  public static Grant fixedToken(Supplier<String> token) {
    return new Grant(new FixedToken(token));
  }

  /**
   * A workload whose platform asserts its identity (RFC 7523 section 2.1), such as with a service
   * account token of Kubernetes. An assertion that was refused is not shown again.
   *
   * @param issuer as for {@link #clientCredentials}
   * @param assertions given the issuer, which is the audience, a signed assertion for it
   */
  public static Grant workloadIdentity(String issuer, UnaryOperator<String> assertions) {
    return new Grant(new WorkloadIdentityGrant(issuer, assertions));
  }

  /**
   * A user of a company, whose identity provider decides what the user may use (MCP
   * enterprise-managed authorization; RFC 8693 for an identity assertion, then RFC 7523).
   *
   * @param issuer as for {@link #clientCredentials}; the only audience that is asked for
   * @param provider the identity provider with which the user has signed in
   */
  public static Grant enterpriseManaged(String issuer, IdentityProvider provider) {
    return new Grant(new EnterpriseManagedGrant(issuer, provider));
  }

  GrantType type() {
    return type;
  }
}
