package io.github.jerseymcp.example.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testsupport.Opened;
import io.github.jerseymcp.testsupport.http.Http;
import io.github.jerseymcp.testsupport.process.StoreServer;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two server processes that share a store: each knows the proofs and the nonces of the other. */
@Tag("once")
@Timeout(120)
final class SharedProofsTest {

  private static final String PUBLIC_URL = "http://127.0.0.1:9";
  private static final String NONCE_SECRET = "MCP_DPOP_NONCE_SECRET";
  private static final int RACES = 10;

  @RegisterExtension final Opened opened = Opened.forEachTest();

  @TempDir private Path data;
  private TestIssuer issuer;
  private KeyHolder client;
  private ExampleNode one;
  private ExampleNode two;

  @BeforeEach
  void startIssuer() {
    issuer = opened.open(TestIssuer.start());
    client = new KeyHolder(issuer, PUBLIC_URL);
  }

  /** DP-13 and DP-22, and two nodes in a race. */
  @ParameterizedTest
  @EnumSource
  void nodesKnowEachOthersProofsAndNonces(StoreKind kind) throws Exception {
    start(kind);

    HttpResponse<String> first = send(one, client.proof().sign());
    assertThat(first.statusCode()).as(first.body()).isEqualTo(401);
    assertThat(Http.challenge(first)).contains("error=\"use_dpop_nonce\"");
    String nonceOfOne = nonce(first);
    String nonceOfTwo = nonce(send(two, client.proof().sign()));

    usedOnOneIsRefusedByTheOther(one, two, nonceOfTwo);
    usedOnOneIsRefusedByTheOther(two, one, nonceOfOne);
    ofTwoNodesAtOnceOneAccepts(nonceOfOne);
  }

  private void usedOnOneIsRefusedByTheOther(ExampleNode user, ExampleNode other, String nonce)
      throws Exception {
    String proof = client.proof().nonce(nonce).sign();

    HttpResponse<String> accepted = send(user, proof);
    assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(200);
    assertThat(accepted.body())
        .contains("\"binding\":\"dpop\"", "\"jkt\":\"" + client.thumbprint() + "\"");

    HttpResponse<String> refused = send(other, proof);
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(Http.challenge(refused)).contains("error=\"invalid_dpop_proof\"");
  }

  private void ofTwoNodesAtOnceOneAccepts(String nonce) throws Exception {
    for (int i = 0; i < RACES; i++) {
      String proof = client.proof().nonce(nonce).sign();
      List<CompletableFuture<HttpResponse<String>>> answers =
          Stream.of(one, two, one, two).map(node -> sendAsync(node, proof)).toList();
      List<Integer> statuses = new ArrayList<>();
      for (CompletableFuture<HttpResponse<String>> answer : answers) {
        statuses.add(answer.get(30, TimeUnit.SECONDS).statusCode());
      }
      assertThat(statuses).containsExactlyInAnyOrder(200, 401, 401, 401);
    }
  }

  private void start(StoreKind kind) throws Exception {
    StoreServer store = opened.open(kind.in(data));
    store.start();
    List<ExampleNode> nodes =
        ExampleNode.start(
            2,
            Map.of(NONCE_SECRET, secret()),
            List.of(
                "--issuer",
                issuer.issuer(),
                "--public-url",
                PUBLIC_URL,
                "--replay-store",
                store.address(),
                "--dpop-nonce"));
    nodes.forEach(opened::open);
    one = nodes.get(0);
    two = nodes.get(1);
  }

  private HttpResponse<String> send(ExampleNode node, String proof) throws Exception {
    return sendAsync(node, proof).get(30, TimeUnit.SECONDS);
  }

  private CompletableFuture<HttpResponse<String>> sendAsync(ExampleNode node, String proof) {
    return Http.CLIENT.sendAsync(
        client.request(node.address(KeyHolder.PATH), proof).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static String nonce(HttpResponse<?> answer) {
    return answer.headers().firstValue("DPoP-Nonce").orElseThrow();
  }

  private static String secret() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
