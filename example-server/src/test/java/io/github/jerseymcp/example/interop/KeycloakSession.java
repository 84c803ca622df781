package io.github.jerseymcp.example.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.jerseymcp.testsupport.http.Http;
import java.io.IOException;
import java.net.http.HttpResponse;

/** Somebody who has signed in at a realm of Keycloak by a client with a secret. */
final class KeycloakSession {

  private final String protocol;
  private final String credentials;
  private final JsonNode tokens;

  private KeycloakSession(String protocol, String credentials, JsonNode tokens) {
    this.protocol = protocol;
    this.credentials = credentials;
    this.tokens = tokens;
  }

  /** Begins one more session of this user. */
  static KeycloakSession begin(String issuer, String client, String user) throws IOException {
    String protocol = issuer + "/protocol/openid-connect/";
    String credentials = "client_id=" + client + "&client_secret=interop-secret";
    HttpResponse<String> answer =
        Http.send(
            Http.form(
                protocol + "token",
                credentials + "&grant_type=password&password=open-sesame&username=" + user));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return new KeycloakSession(protocol, credentials, new ObjectMapper().readTree(answer.body()));
  }

  /** The access token. */
  String token() {
    return tokens.path("access_token").asText();
  }

  /** Ends it, of which Keycloak tells the client before it answers. */
  void end() {
    String refreshToken = "&refresh_token=" + tokens.path("refresh_token").asText();
    HttpResponse<String> answer =
        Http.send(Http.form(protocol + "logout", credentials + refreshToken));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
  }
}
