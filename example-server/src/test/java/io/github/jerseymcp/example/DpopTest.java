package io.github.jerseymcp.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testing.SigningKey;
import io.github.jerseymcp.testing.TestProof;
import io.github.jerseymcp.testsupport.http.Http;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** DPoP from end to end, with the development authorization server's tokens. */
final class DpopTest {

  private static final String SECRET = "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3JldA";

  private final SigningKey key = SigningKey.generate("ES256", "client");
  private ExampleServer server;
  private BoundTokens client;

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aBoundTokenIsAcceptedWithAProof() throws Exception {
    start();
    String token = client.token();

    HttpResponse<String> answer = client.call(token, client.proof(token));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body())
        .contains("\"binding\":\"dpop\"", "\"jkt\":\"" + TestProof.thumbprint(key) + "\"");
  }

  @Test
  void aBoundTokenIsRefusedWithoutItsProof() throws Exception {
    start();

    HttpResponse<String> answer = client.callAsBearer(client.token());

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(Http.challenge(answer)).contains("DPoP ", "error=\"invalid_token\"");
  }

  @Test
  void aProofIsGoodOnce() throws Exception {
    start();
    String token = client.token();
    TestProof proof = client.proof(token);

    assertThat(client.call(token, proof).statusCode()).isEqualTo(200);
    HttpResponse<String> again = client.call(token, proof);

    assertThat(again.statusCode()).isEqualTo(401);
    assertThat(Http.challenge(again)).contains("error=\"invalid_dpop_proof\"");
  }

  @Test
  void anotherKeyIsRefused() throws Exception {
    start();
    String token = client.token();

    HttpResponse<String> answer = client.call(token, new BoundTokens(server).proof(token));

    assertThat(answer.statusCode()).isEqualTo(401);
  }

  @Test
  void whereItIsRequiredABearerTokenIsRefused() throws Exception {
    start("--dpop", "required");
    String bearer = new ExampleUsers(server).token("alice", "/whoami", "notes:read");

    HttpResponse<String> answer = client.callAsBearer(bearer);

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(Http.challenge(answer)).startsWith("DPoP ").doesNotContain("Bearer");
    String token = client.token();
    assertThat(client.call(token, client.proof(token)).statusCode()).isEqualTo(200);
  }

  @Test
  void whereItIsOffABoundTokenIsRefused() throws Exception {
    start("--dpop", "off");
    String token = client.token();

    assertThat(client.call(token, client.proof(token)).statusCode()).isEqualTo(401);
  }

  @Test
  void proofsNeedTheNonceWhereOneIsAskedFor() throws Exception {
    start("--dpop-nonce");
    String token = client.token();

    HttpResponse<String> first = client.call(token, client.proof(token));

    assertThat(first.statusCode()).isEqualTo(401);
    assertThat(Http.challenge(first)).contains("error=\"use_dpop_nonce\"");
    String nonce = first.headers().firstValue("DPoP-Nonce").orElseThrow();
    assertThat(client.call(token, client.proof(token).nonce(nonce)).statusCode()).isEqualTo(200);
  }

  @Test
  void nodesThatShareASecretAcceptEachOthersNonces() throws Exception {
    start(Map.of(NonceSecret.VARIABLE, SECRET), "--dpop-nonce");
    String nonce = nonce();
    stop();

    start(Map.of(NonceSecret.VARIABLE, SECRET), "--dpop-nonce");
    String token = client.token();
    assertThat(client.call(token, client.proof(token).nonce(nonce)).statusCode()).isEqualTo(200);
    stop();

    start(Map.of(), "--dpop-nonce");
    String other = client.token();
    assertThat(client.call(other, client.proof(other).nonce(nonce)).statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"redis://127.0.0.1:1", "jdbc:postgresql://127.0.0.1:1/replay"})
  void aReplayStoreOutOfReachIsNotTheCallersFault(String address) throws Exception {
    start("--replay-store", address);
    String token = client.token();

    HttpResponse<String> answer = client.call(token, client.proof(token));

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    assertThat(Http.challenge(answer)).isEmpty();
  }

  private String nonce() throws Exception {
    String token = client.token();
    HttpResponse<String> answer = client.call(token, client.proof(token));
    return answer.headers().firstValue("DPoP-Nonce").orElseThrow();
  }

  private void start(String... options) throws Exception {
    start(Map.of(), options);
  }

  private void start(Map<String, String> environment, String... options) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("--port", "0"));
    arguments.addAll(List.of(options));
    server = ExampleServer.start(Options.parse(environment, arguments.toArray(String[]::new)));
    client = new BoundTokens(server, key);
  }
}
