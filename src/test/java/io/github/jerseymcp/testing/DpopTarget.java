package io.github.jerseymcp.testing;

import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.client.Invocation;
import jakarta.ws.rs.client.WebTarget;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;

/**
 * An operation of a user's own application, and a caller who may use it: what {@link
 * DpopAssertions} are made about. Immutable.
 *
 * <p>The token must be bound to the key ({@code TestToken.boundToKey(TestProof.thumbprint(key))})
 * and hold every scope that the operation needs.
 */
public final class DpopTarget {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final String method;
  private final String address;
  private final String token;
  private final SigningKey key;
  private final BiFunction<String, List<String>, DpopAnswer> exchange;

  private DpopTarget(
      String method,
      String address,
      String token,
      SigningKey key,
      BiFunction<String, List<String>, DpopAnswer> exchange) {
    this.method = method;
    this.address = address;
    this.token = token;
    this.key = key;
    this.exchange = exchange;
  }

  /**
   * An operation of a running server.
   *
   * @param body the JSON body, {@code ""} for none
   * @param publicAddress the address that proofs name, where a proxy makes it differ
   */
  public static DpopTarget of(
      URI uri, String method, String body, String publicAddress, String token, SigningKey key) {
    return new DpopTarget(
        method,
        publicAddress,
        token,
        key,
        (authorization, proofs) -> {
          HttpRequest.Builder request =
              HttpRequest.newBuilder(uri)
                  .header("Authorization", authorization)
                  .header("Accept", "application/json, text/event-stream")
                  .header("Content-Type", "application/json")
                  .method(method, HttpRequest.BodyPublishers.ofString(body));
          proofs.forEach(proof -> request.header("DPoP", proof));
          try {
            HttpResponse<String> answer =
                HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new DpopAnswer(
                answer.statusCode(),
                String.join(", ", answer.headers().allValues("WWW-Authenticate")),
                answer.headers().allValues("DPoP-Nonce"));
          } catch (IOException | InterruptedException e) {
            throw new AssertionError("The request was not answered", e);
          }
        });
  }

  /** An operation of an application under the Jersey test framework. */
  public static DpopTarget of(
      WebTarget target,
      String method,
      String body,
      String publicAddress,
      String token,
      SigningKey key) {
    return new DpopTarget(
        method,
        publicAddress,
        token,
        key,
        (authorization, proofs) -> {
          Invocation.Builder request =
              target
                  .request("application/json", "text/event-stream")
                  .header("Authorization", authorization);
          proofs.forEach(proof -> request.header("DPoP", proof));
          try (Response answer =
              body.isEmpty() ? request.method(method) : request.method(method, Entity.json(body))) {
            return DpopAnswer.of(answer.getStatus(), answer.getStringHeaders());
          }
        });
  }

  /** An operation of an application in this process. */
  public static DpopTarget of(
      InProcess application,
      String path,
      String method,
      String body,
      String publicAddress,
      String token,
      SigningKey key) {
    return new DpopTarget(
        method,
        publicAddress,
        token,
        key,
        (authorization, proofs) -> {
          Call call = application.call(method, path).header("Authorization", authorization);
          proofs.forEach(proof -> call.header("DPoP", proof));
          Answer answer = (body.isEmpty() ? call : call.body("application/json", body)).send();
          return DpopAnswer.of(answer.status(), answer.headers());
        });
  }

  /** A valid proof for this operation, not yet signed, to be changed. */
  public TestProof proof() {
    return TestProof.of(key, method, address, Instant.now()).token(token);
  }

  /** Sends the token under a scheme, with these proofs. */
  public DpopAnswer send(String scheme, List<String> proofs) {
    return exchange.apply(scheme + " " + token, proofs);
  }
}
