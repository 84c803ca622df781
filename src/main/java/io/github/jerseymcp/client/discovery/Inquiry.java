package io.github.jerseymcp.client.discovery;

import io.github.jerseymcp.fetch.FetchFailedException;
import io.github.jerseymcp.fetch.FetchRequest;
import io.github.jerseymcp.fetch.FetchedAnswer;
import io.github.jerseymcp.fetch.Fetcher;
import io.github.jerseymcp.jose.MalformedJoseException;
import io.github.jerseymcp.jose.StrictJson;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What one authorization may ask of others: so many requests, each within a time. One thread. */
public final class Inquiry {

  private static final int MOST_REQUESTS = 8;

  private final Fetcher fetcher;
  private final Duration timeout;
  private int requests;

  /** Begins with nothing asked. */
  public Inquiry(Fetcher fetcher, Duration timeout) {
    this.fetcher = fetcher;
    this.timeout = timeout;
  }

  /** The answer, whatever its status but a redirect. */
  public FetchedAnswer send(FetchRequest request)
      throws AuthorizationFailedException, InterruptedIOException {
    requests++;
    if (requests > MOST_REQUESTS) {
      throw new AuthorizationFailedException(AuthorizationFault.TOO_MUCH);
    }
    try {
      FetchedAnswer answer = fetcher.send(request, System.nanoTime() + timeout.toNanos());
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
