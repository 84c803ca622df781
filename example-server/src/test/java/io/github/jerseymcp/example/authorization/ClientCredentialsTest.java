package io.github.jerseymcp.example.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClientCredentialsTest extends AuthorizationServerTest {

  private static final ClientID DEMO = new ClientID("demo");
  private static final ClientAuthentication BASIC = new ClientSecretBasic(DEMO, new Secret("demo"));

  @Test
  void oneRequestGivesATokenForAlice() throws Exception {
    TokenResponse response = TokenResponse.parse(send(request(BASIC)));

    var claims = accessToken(response.toSuccessResponse().getTokens()).getJWTClaimsSet();
    assertThat(claims.getSubject()).isEqualTo("alice");
    assertThat(claims.getAudience()).containsExactly(DEFAULT_RESOURCE);
    assertThat(claims.getClaim("client_id")).isEqualTo("demo");
    assertThat(claims.getClaim("scope")).isEqualTo("notes:read notes:write");
    assertThat(response.toSuccessResponse().getTokens().getRefreshToken()).isNull();
  }

  @Test
  void userScopeAndResourceCanBeChosen() throws Exception {
    TokenRequest request =
        request(new ClientSecretPost(DEMO, new Secret("demo")))
            .customParameter("user", "bob")
            .build();
    TokenRequest narrowed =
        new TokenRequest.Builder(
                request.getEndpointURI(),
                request.getClientAuthentication(),
                new ClientCredentialsGrant())
            .scope(new Scope("admin"))
            .resource(URI.create("https://a.example/mcp"))
            .customParameter("user", "bob")
            .build();

    var claims =
        accessToken(
                TokenResponse.parse(narrowed.toHTTPRequest().send())
                    .toSuccessResponse()
                    .getTokens())
            .getJWTClaimsSet();

    assertThat(claims.getSubject()).isEqualTo("bob");
    assertThat(claims.getClaim("scope")).isEqualTo("admin");
    assertThat(claims.getAudience()).containsExactly("https://a.example/mcp");
  }

  @Test
  void aWrongSecretIsRefusedWithAChallenge() throws Exception {
    HTTPResponse answer = send(request(new ClientSecretBasic(DEMO, new Secret("guess"))));

    assertThat(error(TokenResponse.parse(answer))).isEqualTo("401 invalid_client");
    assertThat(answer.getHeaderValue("WWW-Authenticate")).startsWith("Basic ");
  }

  @Test
  void anotherClientIsRefused() throws Exception {
    ClientID id = client.register(DevelopmentClient.CALLBACK);

    assertThat(
            error(
                TokenResponse.parse(send(request(new ClientSecretBasic(id, new Secret("demo")))))))
        .isEqualTo("401 invalid_client");
  }

  @Test
  void anUnknownScopeIsRefused() throws Exception {
    assertThat(
            error(TokenResponse.parse(send(request(BASIC).scope(new Scope("notes:read", "root"))))))
        .isEqualTo("400 invalid_scope");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Alice", "a b", "<b>", "\u00e4", "-\n"})
  void aUserIsASimpleName(String user) throws Exception {
    assertThat(error(TokenResponse.parse(send(request(BASIC).customParameter("user", user)))))
        .isEqualTo("400 invalid_request");
  }

  @Test
  void tokensAreNotCached() throws Exception {
    assertThat(send(request(BASIC)).getHeaderValue("Cache-Control")).isEqualTo("no-store");
  }

  private TokenRequest.Builder request(ClientAuthentication authentication) {
    return new TokenRequest.Builder(
        URI.create(server.tokenEndpoint()), authentication, new ClientCredentialsGrant());
  }

  private static HTTPResponse send(TokenRequest.Builder request) throws Exception {
    return request.build().toHTTPRequest().send();
  }
}
