package io.github.jerseymcp.client.discovery;

import io.github.jerseymcp.client.discovery.AuthorizationStep.Outcome;
import io.github.jerseymcp.fetch.FetchFailedException;
import io.github.jerseymcp.fetch.FetchRequest;
import io.github.jerseymcp.fetch.FetchedAnswer;
import io.github.jerseymcp.fetch.Fetcher;
import io.github.jerseymcp.jose.MalformedJoseException;
import io.github.jerseymcp.jose.StrictJson;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What one authorization may ask of others: so many requests, each within a time. One thread. */
public final class Inquiry {

  /** Two for the server, three for its issuer, a registration, a push, and a token twice. */
  private static final int MOST_REQUESTS = 9;

  private final Fetcher fetcher;
  private final Optional<Fetcher> certified;
  private final Duration timeout;
  private final Map<String, Set<String>> endpoints;
  private final Observer observer;
  private int requests;

  /** Is told how steps went. Must be thread-safe, and throw nothing. */
  @FunctionalInterface
  public interface Observer {

    /** One step went so, with that authorization server, in so many nanoseconds. */
    void ended(
        AuthorizationStep step,
        Optional<String> issuer,
        Outcome outcome,
        Optional<AuthorizationFault> fault,
        long nanos);
  }

  /** What a step does. */
  @FunctionalInterface
  public interface Work<T, E extends Exception> {

    /** Does it. */
    T run() throws IOException, E;
  }

  /**
   * Begins with nothing asked.
   *
   * @param certified asks with the certificate of the client
   * @param endpoints on which origins an issuer may have endpoints beside its own
   */
  public Inquiry(
      Fetcher fetcher,
      Optional<Fetcher> certified,
      Duration timeout,
      Map<String, Set<String>> endpoints) {
    this(fetcher, certified, timeout, endpoints, (step, issuer, outcome, fault, nanos) -> {});
  }

  /** The same, and somebody is told how each step went. */
  public Inquiry(
      Fetcher fetcher,
      Optional<Fetcher> certified,
      Duration timeout,
      Map<String, Set<String>> endpoints,
      Observer observer) {
    this.fetcher = fetcher;
    this.certified = certified;
    this.timeout = timeout;
    this.endpoints = endpoints;
    this.observer = observer;
  }

  /** Does what a step is, and tells how it went. */
  public <T, E extends Exception> T during(
      AuthorizationStep step, Optional<String> issuer, Work<T, E> work) throws IOException, E {
    long begun = System.nanoTime();
    Outcome outcome = Outcome.FAILED;
    Optional<AuthorizationFault> fault = Optional.empty();
    try {
      T done = work.run();
      outcome = Outcome.DONE;
      return done;
    } catch (AuthorizationFailedException e) {
      fault = Optional.of(e.fault());
      outcome = outcome(e.fault());
      throw e;
    } finally {
      observer.ended(step, issuer, outcome, fault, System.nanoTime() - begun);
    }
  }

  private static Outcome outcome(AuthorizationFault fault) {
    return switch (fault) {
      case SIGN_IN_REQUIRED -> Outcome.WAITING;
      case OUT_OF_REACH -> Outcome.FAILED;
      default -> Outcome.REFUSED;
    };
  }

  /** Tells how something went that takes no time of others. */
  public void tell(AuthorizationStep step, Optional<String> issuer, Outcome outcome) {
    observer.ended(step, issuer, outcome, Optional.empty(), 0);
  }

  /** Tells that a step was not begun. */
  public void refuse(AuthorizationStep step, AuthorizationFault why) {
    observer.ended(step, Optional.empty(), Outcome.REFUSED, Optional.of(why), 0);
  }

  /** Whether the client has a certificate. */
  public boolean hasCertificate() {
    return certified.isPresent();
  }

  /** On which origins an issuer may have endpoints beside its own. */
  Set<String> endpointOrigins(String issuer) {
    return endpoints.getOrDefault(issuer, Set.of());
  }

  /** The answer, whatever its status but a redirect. */
  public FetchedAnswer send(FetchRequest request)
      throws AuthorizationFailedException, InterruptedIOException {
    return send(request, fetcher);
  }

  /** The same by a client that shows its certificate. */
  public FetchedAnswer sendCertified(FetchRequest request)
      throws AuthorizationFailedException, InterruptedIOException {
    return send(
        request,
        certified.orElseThrow(
            () ->
                new AuthorizationFailedException(
                    AuthorizationFault.NO_REGISTRATION, "the client has no certificate")));
  }

  private FetchedAnswer send(FetchRequest request, Fetcher by)
      throws AuthorizationFailedException, InterruptedIOException {
    requests++;
    if (requests > MOST_REQUESTS) {
      throw new AuthorizationFailedException(AuthorizationFault.TOO_MUCH);
    }
    try {
      FetchedAnswer answer = by.send(request, System.nanoTime() + timeout.toNanos());
      if (answer.status() / 100 == 3) {
        throw new AuthorizationFailedException(
            AuthorizationFault.OUT_OF_REACH, "it answers with a redirect");
      }
      return answer;
    } catch (FetchFailedException e) {
      throw new AuthorizationFailedException(AuthorizationFault.OUT_OF_REACH, e.reason());
    }
  }

  /** A JSON document; empty if there is none at that address, which is a status of 404 alone. */
  Optional<Map<String, Object>> document(URI address)
      throws AuthorizationFailedException, InterruptedIOException {
    FetchedAnswer answer = send(FetchRequest.get(address));
    if (answer.status() == 404) {
      return Optional.empty();
    }
    if (answer.status() != 200) {
      throw new AuthorizationFailedException(
          AuthorizationFault.NO_METADATA, "the status is not 200");
    }
    return Optional.of(object(answer, AuthorizationFault.NO_METADATA));
  }

  /** The JSON object that an answer is. */
  public static Map<String, Object> object(FetchedAnswer answer, AuthorizationFault otherwise)
      throws AuthorizationFailedException {
    if (!answer.isJson()) {
      throw new AuthorizationFailedException(otherwise, "it is no JSON");
    }
    try {
      return StrictJson.object(answer.body());
    } catch (MalformedJoseException e) {
      throw new AuthorizationFailedException(otherwise, "it is no acceptable JSON object");
    }
  }
}
