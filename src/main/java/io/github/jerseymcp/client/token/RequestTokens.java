package io.github.jerseymcp.client.token;

import io.github.jerseymcp.client.discovery.AuthorizationFailedException;
import io.github.jerseymcp.client.discovery.AuthorizationFault;
import io.github.jerseymcp.client.discovery.AuthorizationServer;
import io.github.jerseymcp.client.discovery.AuthorizationStep;
import io.github.jerseymcp.client.discovery.AuthorizationStep.Outcome;
import io.github.jerseymcp.client.discovery.Endpoint;
import io.github.jerseymcp.client.discovery.Inquiry;
import io.github.jerseymcp.client.proof.KeyUse;
import io.github.jerseymcp.client.proof.ServerClock;
import io.github.jerseymcp.client.registration.RegisteredClient;
import io.github.jerseymcp.fetch.FetchRequest;
import io.github.jerseymcp.fetch.FetchedAnswer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Asks a token endpoint, once, as its client, for tokens that are good at one resource (RFC 6749
 * section 4, RFC 8707 section 2.2).
 */
public final class RequestTokens {

  private final String resource;
  private final InstantSource time;

  /** For that resource, exactly as its metadata have it. */
  public RequestTokens(String resource, InstantSource time) {
    this.resource = resource;
    this.time = time;
  }

  /**
   * The tokens.
   *
   * @param grant {@code grant_type} and what belongs to it
   * @param asked the scopes that count as granted where the answer names none
   * @param use the key to prove, if there is one
   * @throws RefusedGrantException if the answer is an error
   */
  public TokenSet send(
      AuthorizationServer server,
      RegisteredClient client,
      Map<String, String> grant,
      Set<String> asked,
      KeyUse use,
      Inquiry inquiry)
      throws IOException {
    Map<String, String> form = new LinkedHashMap<>(grant);
    form.put("resource", resource);
    return inquiry.during(
        AuthorizationStep.REQUEST,
        Optional.of(server.issuer()),
        () ->
            CheckTokens.check(
                ask(server, client, form, use, inquiry, time), asked, use, time.instant()));
  }

  /**
   * A successful answer, of which nothing is checked.
   *
   * @param form all of the request but who the client is
   * @throws RefusedGrantException if the answer is an error
   */
  public static Map<String, Object> ask(
      AuthorizationServer server,
      RegisteredClient client,
      Map<String, String> form,
      KeyUse use,
      Inquiry inquiry,
      InstantSource time)
      throws AuthorizationFailedException, InterruptedIOException {
    boolean certified = AuthenticateClient.isCertified(server, client, inquiry);
    URI endpoint = server.endpoint(Endpoint.TOKEN, certified).orElseThrow();
    FetchRequest request =
        AuthenticateClient.request(
            server.issuer(), endpoint, client, new LinkedHashMap<>(form), time.instant());
    FetchedAnswer answer = prove(request, certified, use, inquiry, time);
    if (isRefused(answer) && use.key().isPresent() && mayBeTaken(answer, use, time)) {
      answer = prove(request, certified, use, inquiry, time);
      Outcome outcome = isRefused(answer) ? Outcome.REFUSED : Outcome.DONE;
      inquiry.tell(AuthorizationStep.NONCE, Optional.of(server.issuer()), outcome);
    }
    if (isRefused(answer)) {
      Map<String, Object> refusal = refusal(answer);
      throw new RefusedGrantException(refusal.get("error"), refusal.get("suberror"));
    }
    if (answer.status() != 200) {
      throw new AuthorizationFailedException(
          AuthorizationFault.OUT_OF_REACH, "the token endpoint answers neither 200 nor 400");
    }
    return Inquiry.object(answer, AuthorizationFault.BAD_TOKEN_RESPONSE);
  }

  /** Whether another proof may be taken: one with its nonce, or with the time of its clock. */
  private static boolean mayBeTaken(FetchedAnswer answer, KeyUse use, InstantSource time)
      throws AuthorizationFailedException {
    Object error = refusal(answer).get("error");
    if (!"invalid_dpop_proof".equals(error)) {
      return "use_dpop_nonce".equals(error);
    }
    List<String> dates = answer.fields().getOrDefault("date", List.of());
    ServerClock.Finding finding = use.nonces().clock().learn(dates, time.instant());
    if (finding == ServerClock.Finding.TOO_FAR) {
      throw new AuthorizationFailedException(AuthorizationFault.WRONG_CLOCK);
    }
    return finding == ServerClock.Finding.CORRECTED;
  }

  /** Sends it with a proof of its own, and takes the next nonce over. */
  private static FetchedAnswer prove(
      FetchRequest request, boolean certified, KeyUse use, Inquiry inquiry, InstantSource time)
      throws AuthorizationFailedException, InterruptedIOException {
    FetchRequest proved = request;
    if (use.key().isPresent()) {
      proved =
          request.with(
              "DPoP",
              use.key()
                  .get()
                  .proof(
                      "POST",
                      request.address(),
                      Optional.empty(),
                      use.nonces().newest(),
                      use.nonces().clock().at(time.instant())));
    }
    FetchedAnswer answer = certified ? inquiry.sendCertified(proved) : inquiry.send(proved);
    use.nonces().observe(answer.fields().getOrDefault("dpop-nonce", List.of()));
    return answer;
  }

  /** Some say 403 where a policy denies it; without JSON, that is somebody else on the way. */
  private static boolean isRefused(FetchedAnswer answer) {
    return answer.status() == 400
        || answer.status() == 401
        || (answer.status() == 403 && answer.isJson());
  }

  private static Map<String, Object> refusal(FetchedAnswer answer)
      throws AuthorizationFailedException {
    return Inquiry.object(answer, AuthorizationFault.BAD_TOKEN_RESPONSE);
  }
}
