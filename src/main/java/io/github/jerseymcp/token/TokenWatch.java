package io.github.jerseymcp.token;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What decides how long a token counts after its request was let in: a stream must not outlive the
 * token that opened it. One for each application; immutable and thread-safe.
 *
 * @param clock what the expiry of a token is compared with
 * @param leeway how long after its expiry a token still serves
 * @param revoked the tokens that the application revokes
 */
public record TokenWatch(InstantSource clock, Duration leeway, Optional<RevokedTokens> revoked) {

  private static final String PROPERTY = TokenWatch.class.getName();

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

  /** Whether a token is revoked. */
  public boolean isRevoked(String issuer, String tokenId) {
    return revoked.isPresent() && revoked.get().isRevoked(issuer, tokenId);
  }
}
