package io.github.jerseymcp.client.signin;

import io.github.jerseymcp.client.discovery.AuthorizationFailedException;
import io.github.jerseymcp.client.discovery.AuthorizationFault;
import io.github.jerseymcp.client.discovery.AuthorizationServer;
import io.github.jerseymcp.client.discovery.Endpoint;
import io.github.jerseymcp.client.discovery.Inquiry;
import io.github.jerseymcp.client.registration.RegisteredClient;
import io.github.jerseymcp.client.token.AuthenticateClient;
import io.github.jerseymcp.client.token.RefusedGrantException;
import io.github.jerseymcp.fetch.FetchedAnswer;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Hands in what a user is to be asked for, before the browser is opened (RFC 9126): the browser,
 * and whoever reads its addresses, sees a reference alone. What is refused is not asked for openly.
 */
public final class PushRequest {

  private static final Pattern REFERENCE = Pattern.compile("[!-~]{1,2048}");

  private final Inquiry inquiry;
  private final InstantSource time;

  /** Asks by that inquiry. */
  public PushRequest(Inquiry inquiry, InstantSource time) {
    this.inquiry = inquiry;
    this.time = time;
  }

  /**
   * What stands for a request that was handed in.
   *
   * @param reference the {@code request_uri}
   * @param life for how long the browser may bring it
   */
  record Pushed(String reference, Duration life) {}

  /** The reference; empty if the authorization server takes no such requests. */
  Optional<Pushed> push(
      AuthorizationServer server, RegisteredClient client, Map<String, String> parameters)
      throws AuthorizationFailedException, InterruptedIOException {
    Optional<FetchedAnswer> answer =
        AuthenticateClient.ask(
            server,
            Endpoint.PUSH,
            client,
            new LinkedHashMap<>(parameters),
            inquiry,
            time.instant());
    if (answer.isEmpty()) {
      if (server.traits().takesPushedAlone()) {
        throw new AuthorizationFailedException(
            AuthorizationFault.NOT_OFFERED,
            "it takes pushed requests alone, and names no endpoint");
      }
      return Optional.empty();
    }
    int status = answer.get().status();
    if (status != 201 && status != 200) {
      throw refused(reason(answer.get()));
    }
    Map<String, Object> pushed = Inquiry.object(answer.get(), AuthorizationFault.PUSH_REFUSED);
    if (!(pushed.get("request_uri") instanceof String reference)
        || !REFERENCE.matcher(reference).matches()
        || !(pushed.get("expires_in") instanceof Long seconds)
        || seconds < 1) {
      throw refused("no acceptable reference");
    }
    return Optional.of(new Pushed(reference, Duration.ofSeconds(Math.min(seconds, 86_400))));
  }

  private static String reason(FetchedAnswer answer) {
    try {
      return RefusedGrantException.known(
          Inquiry.object(answer, AuthorizationFault.PUSH_REFUSED).get("error"));
    } catch (AuthorizationFailedException e) {
      return "the answer is not 201";
    }
  }

  private static AuthorizationFailedException refused(String reason) {
    return new AuthorizationFailedException(AuthorizationFault.PUSH_REFUSED, reason);
  }
}
