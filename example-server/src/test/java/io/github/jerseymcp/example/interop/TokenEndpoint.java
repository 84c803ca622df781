package io.github.jerseymcp.example.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.jerseymcp.testing.SigningKey;
import io.github.jerseymcp.testing.TestProof;
import io.github.jerseymcp.testsupport.cert.TlsIdentity;
import io.github.jerseymcp.testsupport.http.Http;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The token endpoint of an authorization server by others, as a client with a secret uses it. */
final class TokenEndpoint {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SECRET = "interop-secret";

  private final HttpClient http;
  private final String address;

  TokenEndpoint(String address) {
    this(Http.CLIENT, address);
  }

  TokenEndpoint(HttpClient http, String address) {
    this.http = http;
    this.address = address;
  }

  /** A bearer token. */
  String bearer(String client, Map<String, String> parameters) throws Exception {
    return token("Bearer", send(request(client, parameters)));
  }

  /** The ID token beside a bearer token, for scope {@code openid}. */
  String idToken(String client, Map<String, String> parameters) throws Exception {
    HttpResponse<String> answer = send(request(client, parameters));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body()).path("id_token").asText();
  }

  /** A token that is bound to a certificate, as a proxy in front of the server forwards it. */
  String boundToCertificate(String client, TlsIdentity identity, Map<String, String> parameters)
      throws Exception {
    return token(
        "Bearer", send(request(client, parameters).header("Client-Cert", identity.clientCert())));
  }

  /** A token that is bound to a key, whether the server asks for a nonce or not. */
  String boundToKey(String client, SigningKey key, Map<String, String> parameters)
      throws Exception {
    HttpResponse<String> first =
        send(request(client, parameters).header("DPoP", proof(key).sign()));
    Optional<String> nonce = first.headers().firstValue("DPoP-Nonce");
    if (first.statusCode() != 400 || nonce.isEmpty()) {
      return token("DPoP", first);
    }
    assertThat(JSON.readTree(first.body()).path("error").asText()).isEqualTo("use_dpop_nonce");
    String proof = proof(key).nonce(nonce.get()).sign();
    return token("DPoP", send(request(client, parameters).header("DPoP", proof)));
  }

  /** The claims of a token. */
  static JsonNode claims(String token) throws IOException {
    return part(token, 1);
  }

  /** The header of a token. */
  static JsonNode header(String token) throws IOException {
    return part(token, 0);
  }

  private static JsonNode part(String token, int index) throws IOException {
    return JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[index]));
  }

  private static String token(String type, HttpResponse<String> answer) throws IOException {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JsonNode body = JSON.readTree(answer.body());
    assertThat(body.path("token_type").asText()).isEqualTo(type);
    return body.path("access_token").asText();
  }

  private TestProof proof(SigningKey key) {
    return TestProof.of(key, "POST", address, Instant.now());
  }

  private HttpRequest.Builder request(String client, Map<String, String> parameters) {
    String form =
        parameters.entrySet().stream()
            .map(each -> each.getKey() + "=" + encode(each.getValue()))
            .collect(Collectors.joining("&", "grant_type=client_credentials&", ""));
    byte[] credentials = (client + ":" + SECRET).getBytes(StandardCharsets.US_ASCII);
    return HttpRequest.newBuilder(URI.create(address))
        .timeout(Duration.ofSeconds(30))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials))
        .POST(HttpRequest.BodyPublishers.ofString(form));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return Http.send(http, request);
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
