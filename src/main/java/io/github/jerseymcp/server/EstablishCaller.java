package io.github.jerseymcp.server;

import io.github.jerseymcp.PrincipalMapper;
import io.github.jerseymcp.Sender;
import io.github.jerseymcp.account.Accounts;
import io.github.jerseymcp.account.CallerAccount;
import io.github.jerseymcp.refusal.Reason;
import io.github.jerseymcp.resource.ScopePolicy;
import io.github.jerseymcp.token.AccessToken;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Step 7 of a request: turns verified claims into the caller that resources see, by injection and
 * through {@code SecurityContext}.
 */
final class EstablishCaller {

  private static final Logger logger = LoggerFactory.getLogger(EstablishCaller.class);

  private final Optional<PrincipalMapper> mapper;
  private final ScopePolicy scopes;
  private final boolean scopesAsRoles;
  private final Accounts accounts;

  EstablishCaller(
      Optional<PrincipalMapper> mapper,
      ScopePolicy scopes,
      boolean scopesAsRoles,
      Accounts accounts) {
    this.mapper = mapper;
    this.scopes = scopes;
    this.scopesAsRoles = scopesAsRoles;
    this.accounts = accounts;
  }

  /**
   * Establishes the caller.
   *
   * @throws RefusedException if the application's mapper denies it, or fails
   */
  void establish(
      ContainerRequestContext context,
      ProtectedRequest request,
      Credentials credentials,
      AccessToken token,
      Sender sender)
      throws RefusedException {
    Object user = mapper.isPresent() ? userOf(mapper.get(), token, sender) : null;
    VerifiedPrincipal caller = new VerifiedPrincipal(token, sender, scopes, user);
    request.setCaller(caller);
    CallerAccount.attach(accounts, context);
    boolean secure = request.identifier().startsWith("https:");
    context.setSecurityContext(
        new CallerSecurityContext(caller, credentials.scheme(), secure, scopesAsRoles));
  }

  private static Object userOf(PrincipalMapper mapper, AccessToken token, Sender sender)
      throws RefusedException {
    @Nullable Object user;
    try {
      user = mapper.map(token.claims(), sender);
    } catch (RuntimeException e) {
      // Its message is made from claims, and those are never logged.
      logger.warn(
          "The principal mapper failed with {}, so the request is refused", e.getClass().getName());
      throw new RefusedException(Reason.CALLER_DENIED);
    }
    if (user == null) {
      throw new RefusedException(Reason.CALLER_DENIED);
    }
    return user;
  }
}
