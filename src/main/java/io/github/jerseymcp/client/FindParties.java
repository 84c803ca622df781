package io.github.jerseymcp.client;

import io.github.jerseymcp.client.discovery.AuthorizationFailedException;
import io.github.jerseymcp.client.discovery.AuthorizationFault;
import io.github.jerseymcp.client.discovery.AuthorizationServer;
import io.github.jerseymcp.client.discovery.AuthorizationStep;
import io.github.jerseymcp.client.discovery.AuthorizationStep.Outcome;
import io.github.jerseymcp.client.discovery.Challenge;
import io.github.jerseymcp.client.discovery.FindIssuer;
import io.github.jerseymcp.client.discovery.FindResource;
import io.github.jerseymcp.client.discovery.Inquiry;
import io.github.jerseymcp.client.discovery.ResourceDocument;
import io.github.jerseymcp.client.grant.GrantType;
import io.github.jerseymcp.client.token.SignedIn;
import io.github.jerseymcp.client.trust.TrustPolicy;
import io.github.jerseymcp.client.trust.TrustQuestion;
import java.io.InterruptedIOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Finds out who protects the server, and asks whether the user trusts them before anything of what
 * they name is asked.
 */
final class FindParties {

  /** The server by its own description, and one of its authorization servers. */
  record Parties(ResourceDocument resource, AuthorizationServer server) {}

  private final URI server;
  private final String user;
  private final TrustPolicy trust;
  private final GrantType grant;
  private final Inquiry.Observer observer;

  FindParties(
      URI server, String user, TrustPolicy trust, GrantType grant, Inquiry.Observer observer) {
    this.server = server;
    this.user = user;
    this.trust = trust;
    this.grant = grant;
    this.observer = observer;
  }

  Parties find(List<Challenge> challenges, Optional<SignedIn> before, Inquiry inquiry)
      throws AuthorizationFailedException, InterruptedIOException {
    if (!admits(Optional.empty(), Optional.empty())) {
      throw new AuthorizationFailedException(AuthorizationFault.SERVER_NOT_TRUSTED);
    }
    ResourceDocument resource =
        new FindResource(server).find(Challenge.resourceMetadata(challenges), inquiry);
    String issuer = issuer(resource.issuers(), before.map(SignedIn::issuer));
    AuthorizationServer found = FindIssuer.find(issuer, inquiry);
    if (!found.grants().contains(grant.type())) {
      throw new AuthorizationFailedException(AuthorizationFault.NOT_OFFERED);
    }
    return new Parties(resource, found);
  }

  /** The issuer of before while it is named; else the first that is trusted. */
  private String issuer(List<String> named, Optional<String> before)
      throws AuthorizationFailedException {
    Optional<String> only = grant.issuer();
    Optional<String> known = before.filter(named::contains);
    if (only.isEmpty() && known.isPresent()) {
      return known.get();
    }
    for (String issuer : named) {
      if (only.map(issuer::equals).orElse(true) && admits(Optional.of(issuer), before)) {
        return issuer;
      }
    }
    throw new AuthorizationFailedException(AuthorizationFault.ISSUER_NOT_TRUSTED);
  }

  private boolean admits(Optional<String> issuer, Optional<String> before) {
    boolean admits = says(issuer, before);
    if (!admits) {
      AuthorizationFault fault =
          issuer.isPresent()
              ? AuthorizationFault.ISSUER_NOT_TRUSTED
              : AuthorizationFault.SERVER_NOT_TRUSTED;
      observer.ended(AuthorizationStep.TRUST, issuer, Outcome.REFUSED, Optional.of(fault), 0);
    }
    return admits;
  }

  private boolean says(Optional<String> issuer, Optional<String> before) {
    Optional<String> instead =
        before.filter(old -> issuer.isPresent() && !issuer.get().equals(old));
    try {
      return trust.admits(new TrustQuestion(user, server.toString(), issuer, instead));
    } catch (RuntimeException e) {
      return false;
    }
  }
}
