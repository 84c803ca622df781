package io.github.jerseymcp.request;

import io.github.jerseymcp.PrincipalMapper;
import io.github.jerseymcp.Sender;
import io.github.jerseymcp.refusal.Reason;
import io.github.jerseymcp.resource.ScopeRules;
import io.github.jerseymcp.token.AccessToken;
import io.github.jerseymcp.upstream.InboundToken;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Step 8 of a request: turns verified claims into the caller that resources see, by injection and
 * through {@code SecurityContext}.
 */
public final class EstablishCaller {

  private static final Logger logger = LoggerFactory.getLogger(EstablishCaller.class);

  private final Optional<PrincipalMapper> mapper;
  private final ScopeRules scopes;

  public EstablishCaller(Optional<PrincipalMapper> mapper, ScopeRules scopes) {
    this.mapper = mapper;
    this.scopes = scopes;
  }

  /**
   * Establishes the caller.
   *
   * @param inbound the token itself, while the request lasts
   * @throws RefusedException if the application's mapper denies it, or fails
   */
  public VerifiedPrincipal establish(AccessToken token, InboundToken inbound, Sender sender)
      throws RefusedException {
    Object user = mapper.isPresent() ? userOf(mapper.get(), token, sender) : null;
    return new VerifiedPrincipal(token, inbound, sender, scopes, user);
  }

  private static Object userOf(PrincipalMapper mapper, AccessToken token, Sender sender)
      throws RefusedException {
    Optional<?> user;
    try {
      user = mapper.map(token.claims(), sender);
    } catch (RuntimeException e) {
      // Its message is made from claims, and those are never logged.
      logger.warn(
          "The principal mapper failed with {}, so the request is refused", e.getClass().getName());
      throw new RefusedException(Reason.CALLER_DENIED);
    }
    // A mapper is user code: null denies like an empty answer.
    if (user == null || user.isEmpty()) {
      throw new RefusedException(Reason.CALLER_DENIED);
    }
    return user.get();
  }
}
