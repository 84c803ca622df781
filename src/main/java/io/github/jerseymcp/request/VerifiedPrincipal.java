package io.github.jerseymcp.request;

import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.Sender;
import io.github.jerseymcp.resource.ScopeRules;
import io.github.jerseymcp.token.AccessToken;
import io.github.jerseymcp.upstream.CallerWithToken;
import io.github.jerseymcp.upstream.InboundToken;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The caller of one request, as its token and its sender were verified. Immutable. */
public final class VerifiedPrincipal implements CallerWithToken {

  private final AccessToken token;
  private final InboundToken inbound;
  private final Sender sender;
  private final ScopeRules policy;
  private final @Nullable Object user;

  VerifiedPrincipal(
      AccessToken token,
      InboundToken inbound,
      Sender sender,
      ScopeRules policy,
      @Nullable Object user) {
    this.token = token;
    this.inbound = inbound;
    this.sender = sender;
    this.policy = policy;
    this.user = user;
  }

  @Override
  public String subject() {
    return token.subject();
  }

  @Override
  public String issuer() {
    return token.issuer();
  }

  @Override
  public Optional<String> clientId() {
    return token.clientId();
  }

  @Override
  public Set<String> scopes() {
    return token.scopes();
  }

  @Override
  public boolean hasScope(String scope) {
    return policy.grants(token.scopes(), scope);
  }

  @Override
  public Map<String, Object> claims() {
    return token.claims();
  }

  @Override
  public Sender sender() {
    return sender;
  }

  @Override
  public <T> T user(Class<T> type) {
    if (user == null) {
      throw new IllegalStateException("No PrincipalMapper is configured");
    }
    return type.cast(user);
  }

  @Override
  public McpPrincipal snapshot() {
    return this;
  }

  @Override
  public InboundToken inboundToken() {
    return inbound;
  }

  @Override
  public String toString() {
    return "McpPrincipal[redacted]";
  }
}
