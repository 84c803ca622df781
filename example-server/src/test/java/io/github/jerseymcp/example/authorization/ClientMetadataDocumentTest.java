package io.github.jerseymcp.example.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.token.Tokens;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClientMetadataDocumentTest extends AuthorizationServerTest {

  private HttpServer documents;
  private String base;

  @BeforeEach
  void serveDocuments() throws Exception {
    documents = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    base = "http://127.0.0.1:" + documents.getAddress().getPort();
    documents.start();
  }

  @AfterEach
  void stopDocuments() {
    documents.stop(0);
  }

  @Test
  void aDocumentMakesAClient() throws Exception {
    String id = base + "/client.json";
    serve("/client.json", 200, document(id, ""));

    Tokens tokens = client.tokens(new ClientID(id));

    assertThat(accessToken(tokens).getJWTClaimsSet().getClaim("client_id")).isEqualTo(id);
  }

  @Test
  void theDocumentMustNameItsOwnAddress() {
    serve("/client.json", 200, document(base + "/other.json", ""));

    assertRefused("is that of another client");
  }

  @Test
  void aRedirectIsNotFollowed() {
    serve("/target.json", 200, document(base + "/client.json", ""));
    documents.createContext(
        "/client.json",
        exchange -> {
          exchange.getResponseHeaders().set("Location", base + "/target.json");
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });

    assertRefused("cannot be fetched");
  }

  @Test
  void aLargeDocumentIsNotRead() {
    serve("/client.json", 200, document(base + "/client.json", " ".repeat(5 * 1024)));

    assertRefused("cannot be fetched");
  }

  @Test
  void aSecretIsRefused() {
    serve(
        "/client.json",
        200,
        document(base + "/client.json", ",\"token_endpoint_auth_method\":\"private_key_jwt\""));

    assertRefused("without a secret");
  }

  @Test
  void whatIsNoJsonIsRefused() {
    serve("/client.json", 200, "<html>");

    assertRefused("no JSON object");
  }

  @Test
  void insideANetworkNothingIsFetched() {
    assertThatThrownBy(() -> new ClientMetadataDocuments().load("https://192.168.1.1/client.json"))
        .isInstanceOf(UntrustedClientException.class)
        .hasMessageContaining("not at a public address");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://10.0.0.1/c",
        "https://172.16.0.1/c",
        "https://169.254.169.254/c",
        "https://100.64.0.1/c",
        "https://0.0.0.0/c",
        "https://127.0.0.1/c",
        "https://[::1]/c",
        "https://[fd00::1]/c",
        "https://[fe80::1]/c",
        "https://[::ffff:10.0.0.1]/c"
      })
  void addressesInsideANetworkAreNotPublic(String url) {
    assertThatThrownBy(() -> new ClientMetadataDocuments().load(url))
        .hasMessageContaining("not at a public address");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://app.example.com/client.json",
        "https://app.example.com",
        "https://app.example.com/",
        "https://app.example.com/client.json#x",
        "https://user@app.example.com/client.json",
        "https://app.example.com/a/../client.json",
        "httpx",
        "https://app example com/x"
      })
  void theseAreNoDocuments(String clientId) {
    assertThat(ClientMetadataDocuments.isDocument(clientId)).isFalse();
  }

  private void assertRefused(String message) {
    assertThatThrownBy(() -> new ClientMetadataDocuments().load(base + "/client.json"))
        .isInstanceOf(UntrustedClientException.class)
        .hasMessageContaining(message);
  }

  private static String document(String id, String more) {
    return "{\"client_id\":\"%s\",\"client_name\":\"Document\",\"redirect_uris\":[\"%s\"]%s}"
        .formatted(id, DevelopmentClient.CALLBACK, more);
  }

  private void serve(String path, int status, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    documents.createContext(
        path,
        exchange -> {
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }
}
