package io.github.jerseymcp.example.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.common.contenttype.ContentType;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import io.github.jerseymcp.testsupport.http.Http;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.minidev.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EndpointsTest extends AuthorizationServerTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"/.well-known/oauth-authorization-server", "/.well-known/openid-configuration"})
  void metadataTellClientsWhatTheyNeed(String path) throws Exception {
    JSONObject metadata = send(HTTPRequest.Method.GET, path).getBodyAsJSONObject();

    assertThat(metadata)
        .containsEntry("issuer", server.issuer())
        .containsEntry("authorization_endpoint", server.issuer() + "/authorize")
        .containsEntry("token_endpoint", server.issuer() + "/token")
        .containsEntry("registration_endpoint", server.issuer() + "/register")
        .containsEntry("jwks_uri", server.issuer() + "/jwks")
        .containsEntry("code_challenge_methods_supported", List.of("S256"))
        .containsEntry(
            "dpop_signing_alg_values_supported",
            List.of("ES256", "ES384", "ES512", "PS256", "RS256"))
        .containsEntry("scopes_supported", List.of("notes:read", "notes:write", "admin"))
        .containsEntry("authorization_response_iss_parameter_supported", true)
        .containsEntry("client_id_metadata_document_supported", true);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/.well-known/oauth-authorization-server", "/jwks", "/token", "/register"})
  void clientsInBrowsersMayUseThem(String path) throws Exception {
    HttpRequest.Builder preflight =
        Http.to(server.issuer() + path)
            .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
            .header("Origin", "https://app.example.com")
            .header("Access-Control-Request-Method", "POST");

    HttpResponse<String> answer = Http.send(preflight);

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Headers").orElseThrow())
        .contains("Content-Type", "MCP-Protocol-Version");
  }

  @Test
  void refusalsCanBeReadInBrowsersToo() throws Exception {
    HTTPResponse answer =
        client.post(
            URI.create(server.tokenEndpoint()), ContentType.APPLICATION_URLENCODED, "grant_type=x");

    assertThat(answer.getStatusCode()).isEqualTo(400);
    assertThat(answer.getHeaderValue("Access-Control-Allow-Origin")).isEqualTo("*");
  }

  @Test
  void theConsentPageIsNotForOtherOrigins() throws Exception {
    assertThat(
            send(HTTPRequest.Method.GET, "/authorize")
                .getHeaderValue("Access-Control-Allow-Origin"))
        .isNull();
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1,200", "localhost,200", "evil.example.com,421"})
  void onlyItsOwnHostIsServed(String host, int status) throws Exception {
    int port = URI.create(server.issuer()).getPort();
    String request = "GET /jwks HTTP/1.1\r\nHost: %s:%d\r\nConnection: close\r\n\r\n";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket
          .getOutputStream()
          .write(request.formatted(host, port).getBytes(StandardCharsets.UTF_8));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
    }
  }

  @Test
  void errorsDoNotRepeatTheRequest() throws Exception {
    HTTPResponse answer =
        client.post(
            URI.create(server.tokenEndpoint()),
            ContentType.APPLICATION_URLENCODED,
            "grant_type=authorization_code&code=c&redirect_uri=%3Cmarker%3E&client_id=x");

    assertThat(answer.getStatusCode()).isBetween(400, 401);
    assertThat(answer.getBody()).doesNotContain("marker");
  }

  private HTTPResponse send(HTTPRequest.Method method, String path) throws Exception {
    return new HTTPRequest(method, URI.create(server.issuer() + path)).send();
  }
}
