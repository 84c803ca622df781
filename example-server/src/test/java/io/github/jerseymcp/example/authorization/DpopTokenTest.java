package io.github.jerseymcp.example.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.common.contenttype.ContentType;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.dpop.JWKThumbprintConfirmation;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.token.Tokens;
import io.github.jerseymcp.testing.ProofDefect;
import io.github.jerseymcp.testing.SigningKey;
import io.github.jerseymcp.testing.TestProof;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

final class DpopTokenTest extends AuthorizationServerTest {

  private final SigningKey key = SigningKey.generate("ES256", "client");

  @ParameterizedTest
  @ValueSource(strings = {"ES256", "ES384", "ES512", "PS256", "RS256"})
  void aProofBindsTheToken(String algorithm) throws Exception {
    SigningKey signer = SigningKey.generate(algorithm, "client");
    ClientID id = client.register(DevelopmentClient.CALLBACK);

    Tokens tokens = success(send(id, code(id), proof(signer)));

    assertThat(tokens.getAccessToken().getType().getValue()).isEqualTo("DPoP");
    assertThat(accessToken(tokens).getJWTClaimsSet().getClaim("cnf"))
        .isEqualTo(Map.of("jkt", TestProof.thumbprint(signer)));
  }

  @Test
  void withoutAProofItIsABearerToken() throws Exception {
    Tokens tokens = client.tokens(client.register(DevelopmentClient.CALLBACK));

    assertThat(tokens.getAccessToken().getType().getValue()).isEqualTo("Bearer");
    assertThat(accessToken(tokens).getJWTClaimsSet().getClaims()).doesNotContainKey("cnf");
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {
        // No token to be hashed or to be bound to a key yet.
        "NO_TOKEN_HASH", "HASH_OF_ANOTHER_TOKEN", "ANOTHER_KEY",
        // Nimbus does not mind, and only the client itself could be harmed.
        "KEY_FOR_ENCRYPTION", "KEY_NOT_FOR_VERIFICATION", "CRITICAL_EMPTY"
      })
  void aWrongProofIsRefusedAndTheCodeStaysGood(ProofDefect defect) throws Exception {
    ClientID id = client.register(DevelopmentClient.CALLBACK);
    AuthorizationGrant code = code(id);

    assertThat(error(send(id, code, defect.in(proof(key)).sign())))
        .isEqualTo("400 invalid_dpop_proof");
    assertThat(send(id, code, proof(key)).indicatesSuccess()).isTrue();
  }

  @Test
  void aProofIsGoodOnceForEachClient() throws Exception {
    ClientID id = client.register(DevelopmentClient.CALLBACK);
    ClientID other = client.register(DevelopmentClient.CALLBACK);
    String proof = proof(key).sign();

    assertThat(send(id, code(id), proof).indicatesSuccess()).isTrue();
    assertThat(error(send(id, code(id), proof))).isEqualTo("400 invalid_dpop_proof");
    assertThat(send(other, code(other), proof).indicatesSuccess()).isTrue();
  }

  @Test
  void severalProofsAreRefused() throws Exception {
    ClientID id = client.register(DevelopmentClient.CALLBACK);

    assertThat(error(send(id, code(id), proof(key).sign(), proof(key).sign())))
        .isEqualTo("400 invalid_dpop_proof");
  }

  @Test
  void aRefreshTokenIsBoundToTheKeyOfTheProof() throws Exception {
    ClientID id = client.register(DevelopmentClient.CALLBACK);
    AuthorizationGrant refresh = refresh(success(send(id, code(id), proof(key))));
    SigningKey thief = SigningKey.generate("ES256", "thief");

    assertThat(error(send(id, refresh))).isEqualTo("400 invalid_grant");
    assertThat(error(send(id, refresh, proof(thief)))).isEqualTo("400 invalid_grant");

    Tokens second = success(send(id, refresh, proof(key)));
    assertThat(accessToken(second).getJWTClaimsSet().getClaims()).containsKey("cnf");
    assertThat(error(send(id, refresh(second), proof(thief)))).isEqualTo("400 invalid_grant");
  }

  @Test
  void aRefreshTokenIsBoundByTheFirstProofThatComesWithIt() throws Exception {
    ClientID id = client.register(DevelopmentClient.CALLBACK);
    Tokens bound = success(send(id, refresh(client.tokens(id)), proof(key)));

    assertThat(error(send(id, refresh(bound)))).isEqualTo("400 invalid_grant");
    assertThat(send(id, refresh(bound), proof(key)).indicatesSuccess()).isTrue();
  }

  @Test
  void aCodeIsBoundToTheKeyThatTheAuthorizationRequestNames() throws Exception {
    ClientID id = client.register(DevelopmentClient.CALLBACK);

    assertThat(error(send(id, codeFor(id, key)))).isEqualTo("400 invalid_grant");
    assertThat(error(send(id, codeFor(id, key), proof(SigningKey.generate("ES256", "thief")))))
        .isEqualTo("400 invalid_grant");
    assertThat(send(id, codeFor(id, key), proof(key)).indicatesSuccess()).isTrue();
  }

  private TestProof proof(SigningKey signer) {
    return TestProof.of(signer, "POST", server.tokenEndpoint(), Instant.now());
  }

  private AuthorizationGrant code(ClientID id) throws Exception {
    return grant(client.code(id));
  }

  private AuthorizationGrant codeFor(ClientID id, SigningKey bound) throws Exception {
    JWKThumbprintConfirmation thumbprint =
        new JWKThumbprintConfirmation(new Base64URL(TestProof.thumbprint(bound)));
    return grant(
        client
            .authorize(
                client.request(id).dPoPJWKThumbprintConfirmation(thumbprint).build(),
                "alice",
                "approve")
            .toSuccessResponse()
            .getAuthorizationCode()
            .getValue());
  }

  private AuthorizationGrant grant(String code) {
    return new AuthorizationCodeGrant(
        new AuthorizationCode(code), DevelopmentClient.CALLBACK, client.verifier);
  }

  private static AuthorizationGrant refresh(Tokens tokens) {
    return new RefreshTokenGrant(new RefreshToken(tokens.getRefreshToken().getValue()));
  }

  private TokenResponse send(ClientID id, AuthorizationGrant grant, TestProof proof)
      throws Exception {
    return send(id, grant, proof.sign());
  }

  private TokenResponse send(ClientID id, AuthorizationGrant grant, String... proofs)
      throws Exception {
    HTTPRequest request =
        new TokenRequest.Builder(URI.create(server.tokenEndpoint()), id, grant)
            .build()
            .toHTTPRequest();
    request.setEntityContentType(ContentType.APPLICATION_URLENCODED);
    if (proofs.length > 0) {
      request.setHeader("DPoP", proofs);
    }
    return TokenResponse.parse(request.send());
  }

  private static Tokens success(TokenResponse response) {
    assertThat(response.indicatesSuccess()).isTrue();
    return response.toSuccessResponse().getTokens();
  }
}
