package io.github.jerseymcp.logout;

import io.github.jerseymcp.account.Accounts;
import io.github.jerseymcp.account.AtLimitException;
import io.github.jerseymcp.account.CallerAccount;
import io.github.jerseymcp.account.CallerKey;
import io.github.jerseymcp.account.Holding;
import io.github.jerseymcp.account.Permit;
import io.github.jerseymcp.container.PeerAddress;
import io.github.jerseymcp.edge.ClientNetworks;
import io.github.jerseymcp.refusal.NoStore;
import io.github.jerseymcp.refusal.RefusalWriter;
import io.github.jerseymcp.revocation.Revocation;
import io.github.jerseymcp.token.RevokedTokens;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * Where an authorization server says that somebody has signed out: OpenID Connect Back-Channel
 * Logout 1.0. It is open to anybody, and believes what an issuer has signed. {@link LogoutRoute}
 * adds it where it is configured, and nowhere else.
 */
public final class LogoutResource {

  private static final String UNKNOWN = "unknown";
  private static final String INVALID = "{\"error\":\"invalid_request\"}";
  private static final String LATER = "{\"error\":\"temporarily_unavailable\"}";

  private final LogoutForm form;
  private final VerifyLogoutToken tokens;
  private final RevokedTokens revoked;
  private final Accounts accounts;
  private final PeerAddress peer;
  private final ClientNetworks networks;
  private final RefusalWriter writer;

  LogoutResource(
      LogoutForm form,
      VerifyLogoutToken tokens,
      RevokedTokens revoked,
      Accounts accounts,
      PeerAddress peer,
      ClientNetworks networks,
      RefusalWriter writer) {
    this.form = form;
    this.tokens = tokens;
    this.revoked = revoked;
    this.accounts = accounts;
    this.peer = peer;
    this.networks = networks;
    this.writer = writer;
  }

  /** Signs somebody out. */
  public Response logout(@Context ContainerRequestContext request) {
    try {
      String network = networks.of(peer.of(request), request.getHeaders()).orElse(UNKNOWN);
      CallerAccount sender = new CallerAccount(accounts, CallerKey.anonymous(network));
      Permit place = placeOf(sender);
      try {
        LogoutToken token = tokens.verify(form.token(request, sender));
        logout(token);
        tokens.claim(token);
      } finally {
        place.close();
      }
      return NoStore.status(Response.Status.OK.getStatusCode()).build();
    } catch (InvalidLogoutException e) {
      return writer.write(
          request,
          e.grounds(),
          NoStore.status(Response.Status.BAD_REQUEST.getStatusCode())
              .type(MediaType.APPLICATION_JSON_TYPE)
              .entity(e.fault().isPassing() ? LATER : INVALID)
              .build());
    }
  }

  private static Permit placeOf(CallerAccount sender) throws InvalidLogoutException {
    try {
      return sender.take(Holding.CALLS, 1);
    } catch (AtLimitException e) {
      throw new InvalidLogoutException(LogoutFault.AT_LIMIT);
    }
  }

  private void logout(LogoutToken token) throws InvalidLogoutException {
    boolean done = true;
    for (Revocation revocation : token.revocations()) {
      try {
        revoked.revoke(revocation);
      } catch (RuntimeException e) {
        done = false;
      }
    }
    if (!done) {
      throw new InvalidLogoutException(LogoutFault.UNAVAILABLE).from(token.issuer());
    }
  }
}
