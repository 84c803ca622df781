package io.github.jerseymcp.client.event;

import io.github.jerseymcp.client.discovery.AuthorizationFailedException;
import io.github.jerseymcp.client.discovery.AuthorizationStep;
import io.github.jerseymcp.client.discovery.AuthorizationStep.Outcome;
import io.github.jerseymcp.client.discovery.Challenge;
import io.github.jerseymcp.client.http.Attempts;
import io.github.jerseymcp.client.http.Credentials;
import io.github.jerseymcp.client.limit.TransportLimitException;
import io.github.jerseymcp.signature.RequestSigner;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Credentials of which is told what happens to the requests that carry them. */
public final class ObservedCredentials implements Credentials {

  private final Credentials credentials;
  private final ClientEvents events;

  /** Tells of these. */
  public ObservedCredentials(Credentials credentials, ClientEvents events) {
    this.credentials = credentials;
    this.events = events;
  }

  @Override
  public void check(URI address) throws IOException {
    try {
      credentials.check(address);
    } catch (AuthorizationFailedException e) {
      events.ended(
          AuthorizationStep.DESTINATION,
          Optional.empty(),
          Outcome.REFUSED,
          Optional.of(e.fault()),
          0);
      throw e;
    }
  }

  @Override
  public Attempt attempt(String method, URI address) throws IOException, InterruptedException {
    return credentials.attempt(method, address);
  }

  @Override
  public Optional<RequestSigner> signer() {
    return credentials.signer();
  }

  @Override
  public void observe(List<String> nonces) {
    credentials.observe(nonces);
  }

  @Override
  public boolean afterRefusal(
      Attempts attempts, int status, List<String> challenges, List<String> dates)
      throws IOException, InterruptedException {
    boolean again = credentials.afterRefusal(attempts, status, challenges, dates);
    if (Challenge.hasError(Challenge.read(challenges), "use_dpop_nonce")) {
      Outcome outcome = again ? Outcome.DONE : Outcome.REFUSED;
      events.ended(AuthorizationStep.NONCE, Optional.empty(), outcome, Optional.empty(), 0);
    }
    return again;
  }

  @Override
  public void exceeded(TransportLimitException limit) {
    events.reached(limit.limit());
  }
}
