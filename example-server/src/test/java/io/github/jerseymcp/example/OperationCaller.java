package io.github.jerseymcp.example;

import io.github.jerseymcp.testing.DpopTarget;
import io.github.jerseymcp.testing.SigningKey;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testing.TestProof;
import io.github.jerseymcp.testing.TestToken;
import io.github.jerseymcp.testsupport.http.Http;
import io.github.jerseymcp.testsupport.http.SentChallenge;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Instant;

/** Somebody who may use one operation of a running example, and holds a key. */
final class OperationCaller {

  final ProtectedOperation operation;
  final String boundToken;
  private final ExampleServer server;
  private final TestIssuer issuer;
  private final SigningKey key;

  OperationCaller(
      ProtectedOperation operation, ExampleServer server, TestIssuer issuer, SigningKey key) {
    this.operation = operation;
    this.server = server;
    this.issuer = issuer;
    this.key = key;
    this.boundToken = token().boundToKey(TestProof.thumbprint(key)).sign();
  }

  /** The public address of the operation, and its resource. */
  String address() {
    return server.publicUrl() + operation.path();
  }

  /** A token with all that the operation needs, bound to nothing. */
  TestToken token() {
    return issuer
        .token()
        .subject("alice")
        .audience(address())
        .scope("mcp:tools:read", "mcp:tools:call");
  }

  /** A valid proof beside the bound token. */
  TestProof proof() {
    return proof(boundToken);
  }

  TestProof proof(String token) {
    return TestProof.of(key, operation.method(), address(), Instant.now()).token(token);
  }

  /** A request of the operation without credentials. */
  HttpRequest.Builder request() {
    return requestTo(operation.path());
  }

  HttpRequest.Builder requestTo(String pathAndQuery) {
    return Http.to(server.localUrl() + pathAndQuery)
        .header("Accept", "application/json, text/event-stream")
        .header("Content-Type", "application/json")
        .method(operation.method(), HttpRequest.BodyPublishers.ofString(operation.body()));
  }

  /** A request with credentials and these proofs, each in a field of its own. */
  HttpRequest.Builder request(String scheme, String token, String... proofs) {
    HttpRequest.Builder request = request().header("Authorization", scheme + " " + token);
    for (String proof : proofs) {
      request.header("DPoP", proof);
    }
    return request;
  }

  /** What the bound token comes to with this proof. */
  String outcome(String proof) {
    return outcome(request("DPoP", boundToken, proof));
  }

  static String outcome(HttpRequest.Builder request) {
    return SentChallenge.outcome(Http.send(request));
  }

  /** The same caller as the test kit sees it. */
  DpopTarget target() {
    return DpopTarget.of(
        URI.create(server.localUrl() + operation.path()),
        operation.method(),
        operation.body(),
        address(),
        boundToken,
        key);
  }
}
