package io.github.jerseymcp.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testing.SigningKey;
import io.github.jerseymcp.testing.TestProof;
import io.github.jerseymcp.testsupport.http.Http;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** A client of a running example that has a key: gets a bound token, and calls with proofs. */
final class BoundTokens {

  final SigningKey key;
  private final ExampleServer server;

  BoundTokens(ExampleServer server) {
    this(server, SigningKey.generate("ES256", "client"));
  }

  BoundTokens(ExampleServer server, SigningKey key) {
    this.server = server;
    this.key = key;
  }

  /** A token for {@code /whoami}, bound to the key. */
  String token() {
    String endpoint = server.authorizationServer().orElseThrow().tokenEndpoint();
    String resource = URLEncoder.encode(server.publicUrl() + "/whoami", StandardCharsets.UTF_8);
    HttpResponse<String> answer =
        Http.send(
            Http.form(endpoint, "grant_type=client_credentials&resource=" + resource)
                .header("Authorization", ExampleUsers.CLIENT)
                .header("DPoP", TestProof.of(key, "POST", endpoint, Instant.now()).sign()));
    String token = ExampleUsers.tokenOf(answer);
    assertThat(answer.body()).contains("\"token_type\":\"DPoP\"");
    return token;
  }

  /** A proof for one call with a token. */
  TestProof proof(String token) {
    return TestProof.of(key, "GET", whoami(), Instant.now()).token(token);
  }

  HttpResponse<String> call(String token, TestProof proof) {
    return Http.send(
        Http.to(whoami()).header("Authorization", "DPoP " + token).header("DPoP", proof.sign()));
  }

  HttpResponse<String> callAsBearer(String token) {
    return Http.send(Http.to(whoami()).header("Authorization", "Bearer " + token));
  }

  private String whoami() {
    return server.localUrl() + "/whoami";
  }
}
