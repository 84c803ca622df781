package io.github.jerseymcp.example.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.Tokens;
import java.net.URI;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class CodeFlowTest extends AuthorizationServerTest {

  @Test
  void approvalBecomesAnAccessTokenForTheResourceAsItWasSent() throws Exception {
    ClientID id = client.register(DevelopmentClient.CALLBACK);
    URI resource = URI.create("HTTPS://mcp.example.com:443/mcp/");

    AuthorizationResponse response =
        client.authorize(client.request(id).resource(resource).build(), "bob", "approve");
    Tokens tokens =
        client
            .redeem(id, response.toSuccessResponse().getAuthorizationCode().getValue())
            .toSuccessResponse()
            .getTokens();

    assertThat(response.getIssuer()).isEqualTo(new Issuer(server.issuer()));
    assertThat(response.getState()).isEqualTo(DevelopmentClient.STATE);
    SignedJWT token = accessToken(tokens);
    assertThat(token.getHeader().getType().getType()).isEqualTo("at+jwt");
    assertThat(token.getJWTClaimsSet().getIssuer()).isEqualTo(server.issuer());
    assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo("bob");
    assertThat(token.getJWTClaimsSet().getClaim("aud")).isEqualTo(List.of(resource.toString()));
    assertThat(token.getJWTClaimsSet().getClaim("client_id")).isEqualTo(id.getValue());
    assertThat(token.getJWTClaimsSet().getClaim("scope").toString().split(" "))
        .containsExactlyInAnyOrder("notes:read", "notes:write");
    assertThat(token.getJWTClaimsSet().getIssueTime()).isEqualTo(Date.from(clock.instant()));
    assertThat(token.getJWTClaimsSet().getExpirationTime())
        .isEqualTo(Date.from(clock.instant().plus(AccessTokens.LIFETIME)));
    assertThat(token.getJWTClaimsSet().getJWTID()).isNotBlank();
  }

  @Test
  void tokensVerifyWithThePublishedKey() throws Exception {
    SignedJWT token = accessToken(client.tokens(client.register(DevelopmentClient.CALLBACK)));

    AuthorizationServerMetadata metadata =
        AuthorizationServerMetadata.resolve(new Issuer(server.issuer()));
    JWKSet keys = JWKSet.load(metadata.getJWKSetURI().toURL());

    assertThat(keys.containsNonPublicKeys()).isFalse();
    assertThat(
            token.verify(
                new ECDSAVerifier(keys.getKeyByKeyId(token.getHeader().getKeyID()).toECKey())))
        .isTrue();
  }

  interface Redemption {
    TokenResponse send(CodeFlowTest test, ClientID id, String code) throws Exception;
  }

  static Stream<Arguments> refusedRedemptions() {
    return Stream.of(
        redemption(
            "wrong code verifier",
            "400 invalid_grant",
            (t, id, code) ->
                t.client.redeem(id, code, DevelopmentClient.CALLBACK, new CodeVerifier())),
        redemption(
            "no code verifier",
            "400 invalid_grant",
            (t, id, code) -> t.client.redeem(id, code, DevelopmentClient.CALLBACK, null)),
        redemption(
            "another redirect URI",
            "400 invalid_grant",
            (t, id, code) ->
                t.client.redeem(
                    id, code, URI.create("http://127.0.0.1:7778/callback"), t.client.verifier)),
        redemption(
            "another client",
            "400 invalid_grant",
            (t, id, code) -> t.client.redeem(t.client.register(DevelopmentClient.CALLBACK), code)),
        redemption(
            "an unknown client",
            "401 invalid_client",
            (t, id, code) -> t.client.redeem(new ClientID("nobody"), code)),
        redemption(
            "an unknown code",
            "400 invalid_grant",
            (t, id, code) -> t.client.redeem(id, "not-a-code")),
        redemption(
            "after 60 seconds",
            "400 invalid_grant",
            (t, id, code) -> {
              t.clock.advance(Duration.ofSeconds(60));
              return t.client.redeem(id, code);
            }),
        redemption(
            "a resource that was not authorized",
            "400 invalid_target",
            (t, id, code) ->
                t.client.send(
                    id,
                    new AuthorizationCodeGrant(
                        new AuthorizationCode(code), DevelopmentClient.CALLBACK, t.client.verifier),
                    null,
                    URI.create("https://other.example.com/mcp"))));
  }

  private static Arguments redemption(String name, String expected, Redemption redemption) {
    return Arguments.of(name, expected, redemption);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusedRedemptions")
  void refusesCodes(String name, String expected, Redemption redemption) throws Exception {
    ClientID id = client.register(DevelopmentClient.CALLBACK);

    assertThat(error(redemption.send(this, id, client.code(id)))).as(name).isEqualTo(expected);
  }

  @Test
  void aCodeIsStillGoodJustBeforeItsEnd() throws Exception {
    ClientID id = client.register(DevelopmentClient.CALLBACK);
    String code = client.code(id);
    clock.advance(Duration.ofSeconds(59));

    assertThat(client.redeem(id, code).indicatesSuccess()).isTrue();
  }

  @Test
  void aWrongVerifierUsesTheCodeUp() throws Exception {
    ClientID id = client.register(DevelopmentClient.CALLBACK);
    String code = client.code(id);
    client.redeem(id, code, DevelopmentClient.CALLBACK, new CodeVerifier());

    assertThat(error(client.redeem(id, code))).isEqualTo("400 invalid_grant");
  }

  @Test
  void aCodeThatComesTwiceEndsWhatTheFirstUseBegan() throws Exception {
    ClientID id = client.register(DevelopmentClient.CALLBACK);
    String code = client.code(id);
    Tokens tokens = client.redeem(id, code).toSuccessResponse().getTokens();

    assertThat(error(client.redeem(id, code))).isEqualTo("400 invalid_grant");
    assertThat(error(client.refresh(id, tokens.getRefreshToken()))).isEqualTo("400 invalid_grant");
  }

  @Test
  void theRedirectUriMayBeLeftOutOfTheTokenRequest() throws Exception {
    ClientID id = client.register(DevelopmentClient.CALLBACK);

    assertThat(client.redeem(id, client.code(id), null, client.verifier).indicatesSuccess())
        .isTrue();
  }

  @Test
  void withoutAResourceTheAudienceIsTheDefault() throws Exception {
    ClientID id = client.register(DevelopmentClient.CALLBACK);
    String code =
        client
            .authorize(client.request(id).resources().build(), "alice", "approve")
            .toSuccessResponse()
            .getAuthorizationCode()
            .getValue();

    Tokens tokens = client.redeem(id, code).toSuccessResponse().getTokens();

    assertThat(accessToken(tokens).getJWTClaimsSet().getAudience())
        .containsExactly(DEFAULT_RESOURCE);
  }
}
