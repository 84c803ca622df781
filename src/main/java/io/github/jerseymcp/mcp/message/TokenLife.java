package io.github.jerseymcp.mcp.message;

import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.revocation.RevocableToken;
import io.github.jerseymcp.token.TokenWatch;
import java.time.Duration;
import java.time.Instant;

/**
 * Which token a request came with and until when it may be served: a stream must not outlive the
 * token that opened it.
 */
public record TokenLife(RevocableToken token, Instant end, TokenWatch watch) {

  /** Of a request that came without one: nothing of it ends with a token. */
  static TokenLife none(TokenWatch watch) {
    return new TokenLife(RevocableToken.none(), Instant.MAX, watch);
  }

  /** Of the token of a request. */
  public static TokenLife of(EndpointRequest request) {
    return request.isAnonymous() ? none(request.watch()) : of(request.caller(), request.watch());
  }

  public static TokenLife of(McpPrincipal caller, TokenWatch watch) {
    return new TokenLife(
        RevocableToken.of(
            caller.issuer(), caller.subject(), caller.clientId(), caller.claims(), watch.digest()),
        caller.claims().get("exp") instanceof Number seconds
            ? endOf(seconds.longValue(), watch.leeway())
            : Instant.MIN,
        watch);
  }

  public boolean isOver() {
    return !watch.clock().instant().isBefore(end);
  }

  /** A revocation may come between the check of the token and the begin of what it pays for. */
  public boolean isRevoked() {
    return watch.isRevoked(token);
  }

  private static Instant endOf(long seconds, Duration leeway) {
    long latest = Instant.MAX.getEpochSecond() - leeway.toSeconds();
    return Instant.ofEpochSecond(Math.min(seconds, latest)).plus(leeway);
  }

  @Override
  public String toString() {
    return "TokenLife[redacted]";
  }
}
