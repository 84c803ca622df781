package io.github.jerseymcp.client;

import io.github.jerseymcp.client.signin.UserAgent;
import io.github.jerseymcp.client.token.SignedIn;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** How tokens are got. Immutable; what it is made of must be thread-safe. */
public abstract sealed class Grant
    permits BrowserGrant, CallbackGrant, ClientCredentialsGrant, FixedToken {

  Grant() {}

  /**
   * A user at this machine signs in with a browser, which answers to a listener on loopback (RFC
   * 8252). Whoever makes a request waits for that, up to five minutes.
   */
  public static Grant authorizationCode(UserAgent browser) {
    return new BrowserGrant(browser, Duration.ofMinutes(5));
  }

  /** The same with another time to wait, 1 second to 10 minutes. */
  public static Grant authorizationCode(UserAgent browser, Duration patience) {
    return new BrowserGrant(browser, patience);
  }

  /**
   * A user of a web application signs in: a request throws {@link SignInRequiredException}, whose
   * answer comes to the application.
   *
   * @param redirectUri the application's address for answers: https, or http on loopback
   */
  public static Grant authorizationCode(URI redirectUri) {
    return new CallbackGrant(redirectUri);
  }

  /**
   * The application itself, without a user (RFC 6749 section 4.4), as a pre-registered client.
   *
   * @param issuer the authorization server, letter by letter; a server that names another one gets
   *     no tokens
   */
  public static Grant clientCredentials(String issuer) {
    return new ClientCredentialsGrant(issuer);
  }

  /** A bearer token that somebody else takes care of; asked for at each request. */
  public static Grant fixedToken(Supplier<String> token) {
    return new FixedToken(token);
  }

  abstract List<String> problems();

  /** The only issuer that this grant is for. */
  abstract Optional<String> issuer();

  /** The name in {@code grant_types_supported}. */
  abstract String type();

  abstract SignedIn obtain(Sought sought) throws IOException, InterruptedException;
}
