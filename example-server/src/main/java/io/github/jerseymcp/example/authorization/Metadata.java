package io.github.jerseymcp.example.authorization;

import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import java.util.List;
import net.minidev.json.JSONObject;

/** Makes the document that tells clients what the server can do (RFC 8414 section 2). */
final class Metadata {

  private Metadata() {}

  static JSONObject of(Endpoints endpoints, List<String> scopes) {
    AuthorizationServerMetadata metadata =
        new AuthorizationServerMetadata(new Issuer(endpoints.issuer()));
    metadata.setAuthorizationEndpointURI(endpoints.authorization());
    metadata.setTokenEndpointURI(endpoints.token());
    metadata.setRegistrationEndpointURI(endpoints.registration());
    metadata.setJWKSetURI(endpoints.keys());
    metadata.setScopes(new Scope(scopes.toArray(String[]::new)));
    metadata.setResponseTypes(List.of(ResponseType.CODE));
    metadata.setResponseModes(List.of(ResponseMode.QUERY));
    metadata.setGrantTypes(
        List.of(
            GrantType.AUTHORIZATION_CODE,
            GrantType.REFRESH_TOKEN,
            GrantType.CLIENT_CREDENTIALS,
            GrantType.TOKEN_EXCHANGE));
    metadata.setTokenEndpointAuthMethods(
        List.of(
            ClientAuthenticationMethod.NONE,
            ClientAuthenticationMethod.CLIENT_SECRET_BASIC,
            ClientAuthenticationMethod.CLIENT_SECRET_POST));
    metadata.setCodeChallengeMethods(List.of(CodeChallengeMethod.S256));
    metadata.setDPoPJWSAlgs(DpopProofs.ALGORITHMS);
    metadata.setSupportsAuthorizationResponseIssuerParam(true);
    JSONObject document = metadata.toJSONObject();
    document.put("client_id_metadata_document_supported", true);
    return document;
  }

  /** The same for clients that look for OpenID Connect first, with the members those insist on. */
  static JSONObject ofOpenId(Endpoints endpoints, List<String> scopes) {
    JSONObject document = of(endpoints, scopes);
    document.put("subject_types_supported", List.of("public"));
    document.put("id_token_signing_alg_values_supported", List.of(SigningKey.ALGORITHM.getName()));
    return document;
  }
}
