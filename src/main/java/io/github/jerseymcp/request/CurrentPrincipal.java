package io.github.jerseymcp.request;

import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.Sender;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is injected as {@link McpPrincipal}: one object for the whole application that asks the
 * current request at each call. So it cannot carry one caller's identity into another's request,
 * wherever it is kept.
 */
public final class CurrentPrincipal implements McpPrincipal {

  private final Provider<ContainerRequestContext> currentRequest;

  @Inject
  CurrentPrincipal(Provider<ContainerRequestContext> currentRequest) {
    this.currentRequest = currentRequest;
  }

  @Override
  public String subject() {
    return snapshot().subject();
  }

  @Override
  public String issuer() {
    return snapshot().issuer();
  }

  @Override
  public Optional<String> clientId() {
    return snapshot().clientId();
  }

  @Override
  public Set<String> scopes() {
    return snapshot().scopes();
  }

  @Override
  public boolean hasScope(String scope) {
    return snapshot().hasScope(scope);
  }

  @Override
  public Map<String, Object> claims() {
    return snapshot().claims();
  }

  @Override
  public Sender sender() {
    return snapshot().sender();
  }

  @Override
  public <T> T user(Class<T> type) {
    return snapshot().user(type);
  }

  @Override
  public McpPrincipal snapshot() {
    ContainerRequestContext request;
    try {
      request = currentRequest.get();
    } catch (RuntimeException e) {
      // HK2 wraps the IllegalStateException of its scope into a MultiException.
      throw new IllegalStateException(
          "There is no request on this thread; take a snapshot() before leaving the request's", e);
    }
    AuthenticatedRequest authenticated = AuthenticatedRequest.of(request);
    if (authenticated == null) {
      throw new IllegalStateException("The caller of this request is not verified");
    }
    return authenticated.caller();
  }

  @Override
  public String toString() {
    return "McpPrincipal[of the current request]";
  }
}
