package io.github.jerseymcp.example.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.common.contenttype.ContentType;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import net.minidev.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RegistrationTest extends AuthorizationServerTest {

  @Test
  void registersAPublicClient() throws Exception {
    HTTPResponse answer =
        register(
            """
            {"client_name":"Inspector","redirect_uris":["http://localhost:6274/oauth/callback"],
             "token_endpoint_auth_method":"client_secret_basic","application_type":"native"}""");

    JSONObject client = answer.getBodyAsJSONObject();
    assertThat(answer.getStatusCode()).isEqualTo(201);
    assertThat(client)
        .containsEntry("client_name", "Inspector")
        .containsEntry("token_endpoint_auth_method", "none")
        .containsEntry("redirect_uris", List.of("http://localhost:6274/oauth/callback"))
        .containsKeys("client_id", "client_id_issued_at", "grant_types", "response_types")
        .doesNotContainKey("client_secret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|invalid_redirect_uri",
        "{\"redirect_uris\":[]}|invalid_redirect_uri",
        "{\"redirect_uris\":[\"http://app.example.com/callback\"]}|invalid_redirect_uri",
        "{\"redirect_uris\":[\"https://app.example.com/callback#x\"]}|invalid_redirect_uri",
        "{\"redirect_uris\":[\"javascript:alert(1)\"]}|invalid_redirect_uri",
        "{\"redirect_uris\":[\"app:/callback\"]}|invalid_redirect_uri",
        "{\"redirect_uris\":[\"https://a.example/\",\"http://b.example/\"]}|invalid_redirect_uri",
        "{\"redirect_uris\":[\"https://a.example/\"],\"grant_types\":[\"password\"]}|invalid_client_metadata",
        "[]|invalid_client_metadata",
        "not json|invalid_client_metadata"
      })
  void refusesMetadata(String body, String error) throws Exception {
    HTTPResponse answer = register(body);

    assertThat(answer.getStatusCode()).isEqualTo(400);
    assertThat(answer.getBodyAsJSONObject()).containsEntry("error", error);
  }

  @Test
  void refusesMoreThanSixteenKilobytes() throws Exception {
    assertThat(register(" ".repeat(16 * 1024 + 1)).getStatusCode()).isEqualTo(413);
  }

  @Test
  void theOldestClientMakesRoom() throws Exception {
    RegisteredClients clients = new RegisteredClients(InstantSource.system());
    JSONObject metadata = JSONObjectUtils.parse("{\"redirect_uris\":[\"https://a.example/\"]}");
    Client first = clients.register(metadata);
    Client second = clients.register(metadata);
    for (int i = 0; i < 999; i++) {
      clients.register(metadata);
    }

    assertThat(clients.find(first.id())).isEmpty();
    assertThat(clients.find(second.id())).isPresent();
  }

  private HTTPResponse register(String body) throws Exception {
    return client.post(
        URI.create(server.issuer() + "/register"), ContentType.APPLICATION_JSON, body);
  }
}
