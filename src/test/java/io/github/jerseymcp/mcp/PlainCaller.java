package io.github.jerseymcp.mcp;

import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.Sender;
import io.github.jerseymcp.mcp.message.Reader;
import io.github.jerseymcp.token.TokenWatch;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Somebody whom another transport has verified in a way of its own, for an hour. */
public record PlainCaller(String subject, Set<String> scopes) implements McpPrincipal {

  /** The id of the token that each of them has. */
  public static final String TOKEN = "token-1";

  public PlainCaller(String subject, String... scopes) {
    this(subject, Set.of(scopes));
  }

  /** As one who reads a stream, by the clock of the system. */
  public Reader reader() {
    return new Reader(
        this, new TokenWatch(InstantSource.system(), Duration.ZERO, Optional.empty()));
  }

  @Override
  public String issuer() {
    return "https://issuer.example";
  }

  @Override
  public Optional<String> clientId() {
    return Optional.empty();
  }

  @Override
  public boolean hasScope(String scope) {
    return scopes.contains(scope);
  }

  @Override
  public Map<String, Object> claims() {
    return Map.of("jti", TOKEN, "exp", Instant.now().plusSeconds(3600).getEpochSecond());
  }

  @Override
  public Sender sender() {
    throw new UnsupportedOperationException();
  }

  @Override
  public <T> T user(Class<T> type) {
    throw new UnsupportedOperationException();
  }

  @Override
  public McpPrincipal snapshot() {
    return this;
  }
}
