package io.github.jerseymcp.token;

import io.github.jerseymcp.jose.MalformedJoseException;
import io.github.jerseymcp.revocation.RevocableToken;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What decides how long a token counts after its request was let in: a stream must not outlive the
 * token that opened it. Immutable and thread-safe.
 *
 * @param clock what the expiry of a token is compared with
 * @param leeway how long after its expiry a token still serves
 * @param revoked the tokens that the application revokes
 * @param digest of the token that is watched, in base64url, where it has no other name; or empty
 */
public record TokenWatch(
    InstantSource clock, Duration leeway, Optional<RevokedTokens> revoked, String digest) {

  private static final String PROPERTY = TokenWatch.class.getName();

  /** Of no token in particular. */
  public TokenWatch(InstantSource clock, Duration leeway, Optional<RevokedTokens> revoked) {
    this(clock, leeway, revoked, "");
  }

  /** The same for one token, which may have no {@code jti} to revoke it by. */
  public TokenWatch over(AccessToken token, PresentedToken presented) {
    return revoked.isPresent() && token.tokenId().isEmpty()
        ? new TokenWatch(clock, leeway, revoked, digestOf(token, presented))
        : this;
  }

  /** What a revocation can name a token by. */
  static RevocableToken revocable(AccessToken token, PresentedToken presented) {
    return RevocableToken.of(
        token.issuer(),
        token.subject(),
        token.clientId(),
        token.claims(),
        digestOf(token, presented));
  }

  private static String digestOf(AccessToken token, PresentedToken presented) {
    try {
      return token.tokenId().isPresent() ? "" : presented.hash().base64Url();
    } catch (MalformedJoseException e) {
      return ""; // No such token is ever verified.
    }
  }

  /** Lets the rest of a request find it. */
  public void attachTo(ContainerRequestContext request) {
    request.setProperty(PROPERTY, this);
  }

  /**
   * What watches the token of a request.
   *
   * @throws IllegalStateException if the request did not come through the security feature
   */
  public static TokenWatch of(ContainerRequestContext request) {
    if (request.getProperty(PROPERTY) instanceof TokenWatch watch) {
      return watch;
    }
    throw new IllegalStateException("Nothing watches the token: register McpSecurityFeature");
  }

  /** Whether a token is known to be revoked. */
  public boolean isRevoked(RevocableToken token) {
    return revoked.isPresent() && revoked.get().isRevoked(token);
  }

  /** Whether a token, as it was presented, is known to be revoked. */
  public boolean isRevoked(AccessToken token, PresentedToken presented) {
    return revoked.isPresent() && isRevoked(revocable(token, presented));
  }

  /**
   * Tells somebody of tokens that are revoked, on the thread that revokes.
   *
   * @param watcher is given what is true of them, and perhaps of others that are revoked
   */
  public static RevokedTokens.Listening onRevocation(
      RevokedTokens tokens, Consumer<Predicate<RevocableToken>> watcher) {
    return tokens.onRevocation(watcher);
  }
}
